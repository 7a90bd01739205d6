import { ContainerFacts } from '../model/facts.ts';

/** Test helper: a running bridge container named `name` with nothing special, changed by `over`. */
export function containerFixture(name: string, over: Partial<ContainerFacts> = {}): ContainerFacts {
  return ContainerFacts.parse({
    id: name,
    name,
    image: 'image',
    state: 'running',
    networkMode: 'bridge',
    requestedPorts: [],
    publishedPorts: [],
    exposedPorts: [],
    exitCode: null,
    error: '',
    startedAt: null,
    ...over,
  });
}
