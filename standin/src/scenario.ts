import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { StandinFailure, UsageFailure } from './failure.ts';

/**
 * A prepared environment the extension is run in instead of this computer: an engine behind a forwarder, in a network
 * namespace of its own. The test bed offers them; the stand-in only needs to know this much.
 */
export interface Scenario {
  readonly name: string;
  /** Address of the scenario's engine, for example `unix:///tmp/bed/docker.sock`. */
  readonly dockerHost: string;
  /** Words put before every host command, for example `['nsenter', '--net=/run/netns/host']`; often none. */
  readonly hostPrefix: readonly string[];
  /** Takes the environment down. Safe to call twice. */
  stop(): Promise<void>;
}

/** Where scenarios come from. */
export interface ScenarioProvider {
  readonly names: readonly string[];
  /** Builds one; `image` must be on its engine afterwards. Throws one sentence when it cannot. */
  start(name: string, image: string): Promise<Scenario>;
}

/** Returns the test bed's provider (`bed.mjs` beside this bundle, export `scenarios`), or null when there is none. */
export async function loadScenarios(
  bundle = new URL('./bed.mjs', import.meta.url),
): Promise<ScenarioProvider | null> {
  try {
    await access(fileURLToPath(bundle));
  } catch {
    return null;
  }
  const loaded = (await import(bundle.href)) as { scenarios?: ScenarioProvider };
  if (loaded.scenarios === undefined)
    throw new StandinFailure('The test bed (bed.mjs) offers no scenarios; rebuild with "npm run build".');
  return loaded.scenarios;
}

/** Starts a scenario by name. Throws UsageFailure when the bed does not offer it. */
export async function startScenario(
  name: string,
  image: string,
  provider: ScenarioProvider | null,
): Promise<Scenario> {
  if (provider?.names.includes(name) !== true) {
    const offered =
      provider === null || provider.names.length === 0
        ? 'there are none here'
        : `there are: ${provider.names.join(', ')}`;
    throw new UsageFailure(`There is no scenario "${name}"; ${offered}.`);
  }
  return provider.start(name, image);
}
