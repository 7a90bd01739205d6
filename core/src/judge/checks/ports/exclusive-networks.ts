import type { ContainerFacts } from '../../../model/facts.ts';

import { always, type Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { isHostMode } from '../../reading/host-mode-net.ts';
import { some } from '../../reading/port-words.ts';

const HN0312 = entry({
  code: 'HN0312',
  name: 'exclusive-networks',
  severity: 'error',
  title: '{container} cannot have the host’s network and another one',
  template: 'A container in host mode has no network of its own, so it cannot join another: {what}.',
});

/** The engine's words, of 20.10 and of today (moby daemon/container_operations.go, runconfig; moby#34215). */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/host type networking can't be used with links/i, 'links were requested'],
  [/cannot be disconnected from host network or connected to host network/i, 'a network was to be joined'],
  [
    /cannot (?:connect container to|disconnect container from) host network/i,
    'the host’s network was to be joined or left',
  ],
  [
    /sharing network namespace with another container or host cannot be connected/i,
    'a network was to be joined',
  ],
  [/cannot be connected to network endpoints/i, 'several networks were requested'],
  [/only one instance of "host" network is allowed/i, 'a second host network was requested'],
];

/** HN0312: host mode together with links or another network, which the engine refuses. */
export const exclusiveNetworks: Check = {
  entry: HN0312,
  applicable: always,
  check({ containers }) {
    return containers.flatMap((container) => {
      const what = whatOf(container);
      if (what === null) return [];
      return [
        finding(
          HN0312,
          { container: container.name, what: what.text },
          {
            evidence: what.evidence,
            remedy: {
              text: `Create ${container.name} again, either with --network host alone or with networks of its own.`,
              command: `docker rm ${container.name}`,
            },
          },
        ),
      ];
    });
  },
};

function whatOf(container: ContainerFacts): { text: string; evidence: string[] } | null {
  const said = SAID.find(([words]) => words.test(container.error));
  if (said) return { text: said[1], evidence: [`State.Error: ${container.error}`] };
  // What runs was accepted by its engine, whatever it lists.
  if (!isHostMode(container) || container.state === 'running') return null;
  const { links } = container;
  const networks = container.networks.filter((network) => network !== 'host');
  if (links.length > 0)
    return { text: 'links were requested', evidence: [`HostConfig.Links: ${some(links)}`] };
  if (networks.length === 0) return null;
  return {
    text: `${some(networks)} is listed beside it`,
    evidence: [`NetworkSettings.Networks: ${some(container.networks)}`],
  };
}
