import type { ContainerFacts } from '../../../model/facts.ts';

import type { Check } from '../../check.ts';
import type { Finding } from '../../../model/finding.ts';
import { entry, finding } from '../../entry.ts';
import { groupBy, isWildcard } from '../../reading/port-words.ts';
import { wantsOf, type Want } from './port-wants.ts';

const HN0302 = entry({
  code: 'HN0302',
  name: 'port-clash',
  severity: 'warning',
  topic: 'conflict',
  title: '{first} and {second} both want port {port}',
  template: 'They share one network, so only one of them can have it: {why}.',
});

/** HN0302: two containers want one port of the same network: both host-mode, or one of them published on it. */
export const portClash: Check = {
  entry: HN0302,
  applicable: ({ containers }) => containers.length > 1 || 'fewer than two containers',
  check(input) {
    const told = new Set(
      (input.ports?.bindFailures ?? [])
        .filter(({ kind }) => kind === 'address-in-use')
        .map(({ container, port }) => `${container} ${port}`),
    );
    const each = wantsOf(input).flatMap((want) => want.families.map((family) => ({ want, family })));
    const pairs = [...groupBy(each, ({ want, family }) => `${want.port} ${family}`).values()]
      .flatMap((wants) => clashesIn(wants.map(({ want }) => want)))
      .filter((pair) => !pair.some((want) => isTold(want, told)));
    return [...groupBy(pairs, ([a, b]) => `${a.port} ${a.container.id} ${b.container.id}`).values()].flatMap(
      ([pair]) => (pair ? [tell(...pair)] : []),
    );
  },
};

/** Whether HN0303 tells that this container did not get this port. */
function isTold({ container, port }: Want, told: ReadonlySet<string>): boolean {
  const number = Number.parseInt(port, 10);
  return [container.id, container.name].some((name) => told.has(`${name} ${number}`));
}

/** Each want that clashes with an earlier one of another container, with the first of these. One pass, however many want the port. */
function clashesIn(wants: readonly Want[]): [Want, Want][] {
  const clashes: [Want, Want][] = [];
  const firsts = new Map<string, Want>();
  let firstOfAll: Want | null = null;
  let firstEverywhere: Want | null = null;
  for (const [id, own] of groupBy(wants, (want) => want.container.id)) {
    const clash = own.flatMap((want): [Want, Want][] => {
      const first: Want | null | undefined = isWildcard(want.address)
        ? firstOfAll
        : (firsts.get(want.address) ?? firstEverywhere);
      return first && first.container.id !== id && !(first.seen && want.seen) ? [[first, want]] : [];
    });
    clashes.push(...clash.slice(0, 1));
    for (const want of own) {
      firstOfAll ??= want;
      if (isWildcard(want.address)) firstEverywhere ??= want;
      if (!firsts.has(want.address)) firsts.set(want.address, want);
    }
  }
  return clashes;
}

function tell(first: Want, second: Want) {
  return finding(
    HN0302,
    {
      first: first.container.name,
      second: second.container.name,
      port: first.port,
      why: `${first.because}, ${second.because}`,
    },
    {
      evidence: [first, second].flatMap((want) => [
        want.because,
        ...(want.container.error === '' ? [] : [`${want.container.name}: ${want.container.error}`]),
      ]),
      remedy: remedyOf(first.container, second.container),
    },
  );
}

/** To stop what does not run changes nothing: then the other one is in its way. */
function remedyOf(first: ContainerFacts, second: ContainerFacts): Finding['remedy'] {
  const waits = [second, first].find(({ state }) => state !== 'running');
  if (waits === undefined)
    return {
      text: `Give ${second.name} another port, or stop one of the two.`,
      command: `docker stop ${second.name}`,
    };
  const holder = waits === first ? second : first;
  const runs = holder.state === 'running';
  return {
    text: `Give ${waits.name} another port${runs ? `, or stop ${holder.name} and start ${waits.name} again` : ''}.`,
    command: runs ? `docker stop ${holder.name}` : null,
  };
}
