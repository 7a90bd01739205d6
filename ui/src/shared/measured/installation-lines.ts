import { isDesktop } from '@hostnet/core';
import type { Facts, Known, Verdict } from '@hostnet/core';
import { osName } from '../controls/names.ts';

/** One line of "This installation". `note` tells source or reason. */
export interface InstallationLine {
  readonly term: string;
  readonly text: string;
  readonly note: string | null;
}

/** Sign-in was needed up to 4.34 (Docker Desktop release notes, 4.35.0). */
const NO_SIGN_IN_SINCE = { major: 4, minor: 35 };

/** Returns what is known of this installation: measured, told by the engine, or read from settings as a hint. */
export function installationOf(facts: Facts, verdict: Verdict | null): InstallationLine[] {
  const { engine, host } = facts;
  const computer = {
    term: 'This computer',
    text: `${osName(host.platform)} ${host.release}, ${host.arch}`,
    note: null,
  };
  if (!engine.reachable)
    return [computer, { term: 'Docker Engine', text: 'not reachable', note: engine.endpoint }];
  const product = engine.desktop
    ? { term: 'Docker Desktop', text: engine.desktop.version, note: `Engine ${engine.version}` }
    : { term: 'Docker Engine', text: engine.version, note: engine.operatingSystem || null };
  const desktop = isDesktop(engine)
    ? [isolation(host.desktop?.enhancedContainerIsolation), ...signIn(engine.desktop?.version ?? null)]
    : [];
  return [
    computer,
    product,
    {
      term: 'Containers',
      text: engine.os === 'windows' ? 'Windows' : 'Linux',
      note: engine.rootless ? 'rootless' : null,
    },
    hostNetworking(facts, verdict),
    ...interfaces(facts),
    ...desktop,
  ];
}

/** The setting is a hint and the measurement decides; both are told apart in words. */
function hostNetworking(facts: Facts, verdict: Verdict | null): InstallationLine {
  const measured = verdict === null ? 'being measured' : MEASURED[verdict];
  const setting = facts.host.desktop?.hostNetworkingEnabled;
  const engine = facts.engine;
  if (!engine.reachable || !isDesktop(engine)) return { term: 'Host networking', text: measured, note: null };
  const hint = switchText(setting);
  if (setting?.known === true && !setting.value && verdict === 'not-working')
    return { term: 'Host networking', text: 'off in settings; does not work (measured)', note: hint.note };
  return {
    term: 'Host networking',
    text: measured,
    note: `setting: ${hint.text}${hint.note ? `, ${hint.note}` : ''}`,
  };
}

const MEASURED: Readonly<Record<Verdict, string>> = {
  working: 'works (measured)',
  'partly-working': 'works in part (measured)',
  'not-working': 'does not work (measured)',
  'not-available': 'not available',
  unknown: 'not measured',
};

function isolation(fact: Known<boolean> | undefined): InstallationLine {
  const { text, note } = switchText(fact);
  return { term: 'Isolation (ECI)', text, note };
}

function interfaces(facts: Facts): InstallationLine[] {
  const same = facts.hostMode?.sameAsHost;
  if (!same) return [];
  const text = !same.known ? 'unknown' : same.value ? "this computer's own" : "the engine's machine";
  return [{ term: 'Host mode sees', text, note: same.known ? null : same.reason }];
}

function signIn(version: string | null): InstallationLine[] {
  if (version === null) return [];
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const free =
    major > NO_SIGN_IN_SINCE.major || (major === NO_SIGN_IN_SINCE.major && minor >= NO_SIGN_IN_SINCE.minor);
  return [
    {
      term: 'Sign-in',
      text: free ? 'not needed' : 'needed in this version',
      note: free ? 'since 4.35' : 'up to 4.34',
    },
  ];
}

/** An absent setting is unknown, never off. */
function switchText(fact: Known<boolean> | undefined): { text: string; note: string | null } {
  if (!fact) return { text: 'unknown', note: 'settings were not read' };
  if (!fact.known) return { text: 'unknown', note: fact.reason };
  return { text: fact.value ? 'on' : 'off', note: fact.source };
}
