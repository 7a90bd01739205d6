import { type Engine, type EngineFacts } from '@hostnet/core';
import { dockerEngine, engineApi } from './docker-engine.ts';
import type { EngineApi } from './engine-api.ts';
import { embeddedEngine } from './embedded-engine.ts';
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
  if (choice === 'embedded') return embeddedEngine();
  const endpoint = asked?.endpoint ?? resolveEndpoint();
  const docker = dockerEngine(endpoint, image, asked?.api ?? engineApi(endpoint));
  if (choice === 'docker' || endpoint.chosen || process.platform !== 'linux') return docker;
  return withFallback(docker);
}

function withFallback(docker: Engine): Engine {
  let chosen: Promise<{ engine: Engine; facts: EngineFacts }> | null = null;
  const choose = (signal: AbortSignal) => {
    chosen ??= docker.facts(signal).then(async (facts) => {
      if (facts.reachable || facts.failure !== 'no-socket') return { engine: docker, facts };
      const engine = embeddedEngine();
      return { engine, facts: await engine.facts(signal) };
    });
    return chosen;
  };
  let engine = docker;
  return {
    async facts(signal) {
      const choice = await choose(signal);
      engine = choice.engine;
      return choice.facts;
    },
    containers: async (signal) => (await choose(signal)).engine.containers(signal),
    logs: (container, lines, signal) => engine.logs(container, lines, signal),
    restart: (container, signal) => engine.restart(container, signal),
    pullImage: (signal) => engine.pullImage(signal),
    runProbe: (request, signal) => engine.runProbe(request, signal),
  };
}
