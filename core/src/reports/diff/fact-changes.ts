import type { EngineFacts, Facts, DesktopSettings } from '../../model/facts.ts';
import type { Known } from '../../model/known.ts';
import { platformName } from '../../show/labels.ts';
import type { Report } from '../../model/report.ts';
import { changed, some, type Change } from './change.ts';

/** Settings of Docker Desktop as its window names them. */
const SETTINGS: Readonly<Record<keyof DesktopSettings, string>> = {
  hostNetworkingEnabled: 'Enable host networking',
  hostNetworkingLocked: 'The lock on host networking',
  enhancedContainerIsolation: 'Enhanced Container Isolation',
  enhancedContainerIsolationLocked: 'The lock on Enhanced Container Isolation',
  useWindowsContainers: 'Windows containers',
  kernelForUdp: 'Kernel networking for UDP',
  extensionsEnabled: 'Docker Extensions',
};

/** Returns what changed in versions of products, systems and hostnet itself. */
export function versionChanges(before: Report, after: Report): Change[] {
  const was = productsOf(before.facts.engine);
  const is = productsOf(after.facts.engine);
  return some([
    ...(was && is
      ? [
          changed('version', 'The engine', was.product, is.product),
          was.desktop !== null && is.desktop !== null
            ? changed('version', 'Docker Desktop', was.desktop, is.desktop)
            : null,
          changed('version', 'Docker Engine', was.engine, is.engine),
          changed('version', "The engine's kernel", was.kernel, is.kernel),
        ]
      : []),
    changed('version', 'This computer’s system', systemOf(before.facts), systemOf(after.facts)),
    changed('version', before.tool.name, before.tool.version, after.tool.version),
  ]);
}

/** Returns which settings are known to be other than before. */
export function settingChanges(before: Report, after: Report): Change[] {
  const [was, is] = [before.facts.host.desktop, after.facts.host.desktop];
  if (!was || !is) return [];
  return some(
    Object.entries(SETTINGS).map(([key, name]) => {
      const setting = key as keyof DesktopSettings;
      return changed('setting', name, stateOf(was[setting]), stateOf(is[setting]));
    }),
  );
}

/** Returns what changed in the engine’s own state: whether it answers, how it runs, whether the probe could run. */
export function stateChanges(before: Report, after: Report): Change[] {
  const [was, is] = [before.facts.engine, after.facts.engine];
  const changes: (Change | null)[] = [];
  if (was.reachable !== is.reachable) {
    changes.push(
      is.reachable
        ? { about: 'state', tone: 'better', sentence: 'The engine answers; before it did not.' }
        : { about: 'state', tone: 'worse', sentence: 'The engine does not answer any more.' },
    );
  }
  if (was.reachable && is.reachable) {
    changes.push(
      changed('state', 'The kind of containers', was.os, is.os),
      changed('state', 'Rootless mode', onOff(was.rootless), onOff(is.rootless)),
      changed('state', 'User namespace remapping', onOff(was.usernsRemap), onOff(is.usernsRemap)),
      changed('state', 'The cgroup version', was.cgroupVersion, is.cgroupVersion),
    );
  }
  const [failed, fails] = [before.facts.probeFailure?.kind ?? null, after.facts.probeFailure?.kind ?? null];
  if (failed !== fails) {
    changes.push(
      fails === null
        ? {
            about: 'state',
            tone: 'better',
            sentence: `The probe ran; before it could not (${failed ?? ''}).`,
          }
        : {
            about: 'state',
            tone: failed === null ? 'worse' : 'neutral',
            sentence: `The probe could not run (${fails}); before ${failed === null ? 'it ran' : `it was ${failed}`}.`,
          },
    );
  }
  return some(changes);
}

/** Returns `4.79.0 to 4.80.0` with the product’s name when Docker Desktop, or else the engine, was updated between the two. */
export function updateBetween(before: Report, after: Report): string | null {
  const was = productsOf(before.facts.engine);
  const is = productsOf(after.facts.engine);
  if (!was || was.product !== is?.product) return null;
  if (was.desktop !== is.desktop && was.desktop !== null && is.desktop !== null) {
    return `Docker Desktop went from ${was.desktop} to ${is.desktop}`;
  }
  return was.engine === is.engine ? null : `Docker Engine went from ${was.engine} to ${is.engine}`;
}

interface Products {
  readonly product: string;
  readonly desktop: string | null;
  readonly engine: string;
  readonly kernel: string;
}

function productsOf(engine: EngineFacts): Products | null {
  if (!engine.reachable) return null;
  return {
    product:
      engine.kind === 'embedded'
        ? 'the embedded engine'
        : engine.desktop
          ? 'Docker Desktop'
          : engine.operatingSystem,
    desktop: engine.desktop?.version ?? null,
    engine: engine.version,
    kernel: engine.kernel,
  };
}

function systemOf({ host }: Facts): string {
  return `${platformName(host.platform)} ${host.release} ${host.arch}`;
}

function stateOf(setting: Known<boolean>): string | null {
  return setting.known ? onOff(setting.value) : null;
}

function onOff(value: boolean): string {
  return value ? 'on' : 'off';
}
