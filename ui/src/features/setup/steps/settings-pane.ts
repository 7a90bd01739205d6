import { clickPath, FIRST_STABLE, olderThan } from '@hostnet/core';

/** One line of the drawn settings' menu. `mark` is its place in the order of clicks, null when it is not clicked. */
export interface PaneEntry {
  readonly label: string;
  readonly indented: boolean;
  readonly mark: number | null;
}

/** Docker Desktop's settings as they are drawn: what to click is marked in order. */
export interface SettingsPane {
  readonly menu: readonly PaneEntry[];
  readonly heading: string;
  /** Other settings of the pane, so that it is known again. */
  readonly others: readonly string[];
  readonly option: string;
  readonly optionMark: number;
  readonly button: string;
  readonly buttonMark: number;
  /** The same in words. */
  readonly words: string;
}

const OPTION = 'Enable host networking';

/** Returns the pane to draw for a version; null where there is no such setting. Names are those of the docs' settings page. */
export function settingsPane(version: string | null): SettingsPane | null {
  const path = clickPath(version);
  if (!path) return null;
  const beta = olderThan(version, FIRST_STABLE);
  const clicks = path.steps;
  const entry = (label: string, indented = false): PaneEntry => {
    const at = clicks.indexOf(label);
    return { label, indented, mark: at === -1 ? null : at + 1 };
  };
  const menu = [
    entry('General'),
    entry('Resources'),
    ...(beta ? [] : [entry('Advanced', true), entry('Proxies', true), entry('Network', true)]),
    entry('Docker Engine'),
    entry('Kubernetes'),
    entry('Software updates'),
    entry('Extensions'),
    ...(beta ? [entry('Features in development')] : []),
  ];
  return {
    menu,
    heading: beta ? 'Features in development' : 'Network',
    others: beta ? [] : ['Docker subnet'],
    option: OPTION,
    optionMark: clicks.indexOf(OPTION) + 1,
    button: path.button,
    buttonMark: clicks.indexOf(path.button) + 1,
    words: clicks.join(' › '),
  };
}
