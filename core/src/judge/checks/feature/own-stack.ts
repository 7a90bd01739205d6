import { isDesktop } from '../../../facts/engine-json.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';

const HN0102 = entry({
  code: 'HN0102',
  name: 'own-stack',
  severity: 'info',
  title: 'This engine is not Docker Desktop: host mode is the network stack of the machine it runs on',
  template:
    '{engine} has no host networking setting: a container started with --network host shares the network of {where}.',
});

/** HN0102: not Docker Desktop, so there is no setting: host mode is the stack of the engine's machine. */
export const ownStack: Check = {
  entry: HN0102,
  applicable: ({ facts: { engine } }) => engine.reachable || 'no engine answered',
  check({ facts }) {
    const { engine, hostMode } = facts;
    if (!engine.reachable || isDesktop(engine)) return [];
    const same = hostMode?.sameAsHost;
    const where = same?.known === true && same.value ? 'this computer' : 'the machine the engine runs on';
    const name =
      engine.kind === 'embedded'
        ? 'The embedded engine'
        : `Docker Engine ${engine.version} (${engine.operatingSystem || 'unnamed system'})`;
    return [
      finding(
        HN0102,
        { engine: name, where },
        {
          evidence: [
            `OperatingSystem: ${engine.operatingSystem || 'not said'}`,
            same?.known === true
              ? `interfaces inside a host-mode container ${same.value ? 'are' : 'are not'} this computer’s own`
              : `interfaces not compared: ${same?.reason ?? 'the probe did not run'}`,
          ],
          remedy: null,
        },
      ),
    ];
  },
};
