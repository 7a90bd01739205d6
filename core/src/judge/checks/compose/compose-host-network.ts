import { entry } from '../../entry.ts';

import { indentOf, insertedBefore, removed, type Edit } from '../../../compose/edit.ts';
import { entryOf, knownText, type Entry } from '../../../compose/located.ts';
import { found, type LintRule } from './rule.ts';

const HN0613 = entry({
  code: 'HN0613',
  name: 'compose-host-network',
  severity: 'error',
  title: 'The network {network} has the driver `host`, but is not external',
  template:
    'An engine has exactly one host network and cannot create another: "only one instance of "host" network is allowed". The file has to name it as a network that exists already.',
});

/** HN0613: a network of the project with `driver: host`. */
export const composeHostNetwork: LintRule = {
  entry: HN0613,
  check: (project) =>
    project.networks.flatMap((network) => {
      const driver = entryOf(network.value, 'driver');
      const external = entryOf(network.value, 'external')?.value;
      const isExternal = external !== undefined && knownText(external) !== 'false';
      if (!driver || knownText(driver.value) !== 'host' || isExternal) return [];
      return found(
        HN0613,
        { network: network.key },
        {
          service: null,
          at: driver.keySpan,
          evidence: [`networks: ${network.key}: driver: host`],
          remedy: { text: 'Write `external: true` and `name: host` instead of the driver.', command: null },
          fix: () => (external === undefined && !entryOf(network.value, 'name') ? declared(driver) : null),
        },
      );
    }),
};

function declared(driver: Entry): Edit[] | null {
  const gone = removed(driver);
  if (gone?.length !== 1) return null;
  const indent = indentOf(driver.keySpan);
  const { source, start } = driver.keySpan;
  return [insertedBefore(source, start, [`${indent}external: true`, `${indent}name: host`]), ...gone];
}
