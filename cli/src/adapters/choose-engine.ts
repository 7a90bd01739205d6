import type { Engine, EngineFacts } from '@hostnet/core';
import { HostnetError } from '@hostnet/node';
import { dockerEngine, engineApi } from './docker-engine.ts';
import type { EngineApi } from './engine-api.ts';
import { resolveEndpoint, type Endpoint } from './endpoint.ts';
import type { EngineChoice } from '../engine-choice.ts';

/** Questions that were asked before this module was loaded. */
export interface EarlyQuestions {
  readonly endpoint: Endpoint;
  readonly api: EngineApi | null;
}

/**
 * Returns the engine to measure with. `auto` takes Docker, and the embedded engine only where no Docker is installed at
 * the default place, on Linux, and nobody named another: a Docker that is broken is told, never replaced.
 */
export function chooseEngine(
  choice: EngineChoice,
  image: string,
  asked: EarlyQuestions | null = null,
): Engine {
  if (choice === 'embedded') return decidedLater(embedded);
  const endpoint = asked?.endpoint ?? resolveEndpoint();
  const docker = dockerEngine(endpoint, image, asked?.api ?? engineApi(endpoint));
  if (choice === 'docker' || endpoint.chosen || process.platform !== 'linux') return docker;
  return decidedLater(async (signal) => {
    const facts = await docker.facts(signal);
    return facts.reachable || facts.failure !== 'no-socket' ? { engine: docker, facts } : embedded(signal);
  });
}

interface Decision {
  readonly engine: Engine;
  readonly facts: EngineFacts;
}

/** Few measure without Docker: nobody else loads how. */
async function embedded(signal: AbortSignal): Promise<Decision> {
  const { embeddedEngine } = await import('./embedded-engine.ts');
  const engine = embeddedEngine();
  return { engine, facts: await engine.facts(signal) };
}

/** Returns the engine that the first question decides for, once and for all. */
function decidedLater(decide: (signal: AbortSignal) => Promise<Decision>): Engine {
  let decision: Promise<Decision> | null = null;
  let decided: Engine | null = null;
  const choose = (signal: AbortSignal) =>
    (decision ??= decide(signal).then((choice) => {
      decided = choice.engine;
      return choice;
    }));
  const engine = (): Engine => {
    if (decided === null) throw new HostnetError('the facts of an engine are read before it runs anything');
    return decided;
  };
  return {
    facts: async (signal) => (await choose(signal)).facts,
    containers: async (signal) => (await choose(signal)).engine.containers(signal),
    logs: (container, lines, signal) => engine().logs(container, lines, signal),
    restart: (container, signal) => engine().restart(container, signal),
    bringImage: (signal) => engine().bringImage(signal),
    runProbe: (request, signal) => engine().runProbe(request, signal),
  };
}
