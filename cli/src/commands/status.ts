import { known, PROBE_IMAGE, type ContainerFacts, type EngineFacts } from '@hostnet/core';
import { chooseEngine } from '../adapters/choose-engine.ts';
import { hostFacts } from '../adapters/local-host.ts';
import { EXIT } from '../exit.ts';
import { print } from '../terminal.ts';

/** What `hostnet status --json` prints. Facts only: nothing is started, so nothing is measured. */
interface Status {
  readonly schema: 'hostnet.status/1';
  readonly engine: EngineFacts;
  readonly host: Awaited<ReturnType<typeof hostFacts>>;
  /** Names of running host-mode containers; null when they could not be listed. */
  readonly hostModeContainers: readonly string[] | null;
  readonly measured: false;
}

/** Prints what is known without measuring. Returns 0 when an engine answered, 3 when none did. */
export async function runStatus(flags: { readonly json?: boolean }, signal: AbortSignal): Promise<number> {
  const engine = chooseEngine('docker', PROBE_IMAGE);
  const [facts, host] = await Promise.all([engine.facts(signal), hostFacts()]);
  const containers = facts.reachable ? await engine.containers(signal).catch(() => null) : null;
  const status: Status = {
    schema: 'hostnet.status/1',
    engine: facts,
    host,
    hostModeContainers: containers && namesOf(containers),
    measured: false,
  };
  print(flags.json === true ? `${JSON.stringify(status, null, 2)}\n` : textOf(status));
  return facts.reachable ? EXIT.ok : EXIT.notMeasured;
}

function namesOf(containers: readonly ContainerFacts[]): string[] {
  return containers.filter((c) => c.networkMode === 'host' && c.state === 'running').map((c) => c.name);
}

function textOf({ engine, host, hostModeContainers }: Status): string {
  if (!engine.reachable) return `${engine.message}\n${engine.fix}\n`;
  const lan = host.lanAddress.known ? host.lanAddress.value : `unknown (${host.lanAddress.reason})`;
  const desktop =
    engine.desktop ?? (engine.operatingSystem === 'Docker Desktop' ? known('unknown version', 'info') : null);
  return [
    `engine: ${engine.platform || `Docker Engine ${engine.version}`} at ${engine.endpoint}`,
    `runs on: ${engine.operatingSystem || 'not said'}, ${engine.os} containers, kernel ${engine.kernel}`,
    `Docker Desktop: ${desktop === null ? 'no' : 'yes'}`,
    `this computer: ${host.platform} ${host.release}, LAN address ${lan}`,
    `host-mode containers: ${hostModeContainers === null ? 'could not be listed' : hostModeContainers.length === 0 ? 'none running' : hostModeContainers.join(', ')}`,
    'not measured: run `hostnet diagnose` to see whether host networking works',
    '',
  ].join('\n');
}
