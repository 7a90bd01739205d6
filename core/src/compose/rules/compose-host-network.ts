import { HN0613 } from '../../checks/catalogue.ts';
import { indentOf, insertedBefore, removed, type Edit } from '../edit.ts';
import { entryOf, knownText, type Entry } from '../located.ts';
import { found, type LintRule } from './rule.ts';

/** HN0613: a network of the project with `driver: host`. */
export const composeHostNetwork: LintRule = {
  code: HN0613.code,
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
