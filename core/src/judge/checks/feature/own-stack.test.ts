import { known, unknown } from '../../../model/known.ts';
import { desktopFacts, engineGone, input, plainFacts } from '../../../testing/evidence-fixtures.ts';
import { ownStack } from './own-stack.ts';

describe('HN0102 own-stack', () => {
  it('fires on a plain engine: its host mode is this computer where the interfaces are the same', () => {
    const [finding, ...more] = ownStack.check(input({ facts: plainFacts() }));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'HN0102',
      severity: 'info',
      detail:
        'Docker Engine 27.1.0 (Debian GNU/Linux 12 (bookworm)) has no host networking setting: a container started with --network host shares the network of this computer.',
      remedy: null,
    });
    expect(finding?.evidence).toContain('interfaces inside a host-mode container are this computer’s own');
  });

  it('fires without calling it this computer when the interfaces differ, as with an engine elsewhere', () => {
    const hostMode = { interfaces: [], sameAsHost: known(false, 'interfaces compared') };
    const [finding] = ownStack.check(input({ facts: plainFacts({ hostMode }) }));
    expect(finding?.detail).toContain('the network of the machine the engine runs on.');
    expect(finding?.evidence).toContain(
      'interfaces inside a host-mode container are not this computer’s own',
    );
  });

  it('fires without calling it this computer when the interfaces were not compared', () => {
    const hostMode = { interfaces: [], sameAsHost: unknown('the interfaces were not read') };
    const [finding] = ownStack.check(input({ facts: plainFacts({ hostMode }) }));
    expect(finding?.detail).toContain('the network of the machine the engine runs on.');
    expect(finding?.evidence).toContain('interfaces not compared: the interfaces were not read');
  });

  it('names the embedded engine as what it is', () => {
    const [finding] = ownStack.check(input({ facts: plainFacts({}, { kind: 'embedded' }) }));
    expect(finding?.detail).toMatch(/^The embedded engine has no host networking setting/);
  });

  it('stays silent on Docker Desktop', () => {
    expect(ownStack.check(input({ facts: desktopFacts() }))).toEqual([]);
  });

  it('stays silent, and is skipped with a reason, when no engine answered', () => {
    expect(ownStack.check(input({ facts: engineGone() }))).toEqual([]);
    expect(ownStack.applicable(input({ facts: engineGone() }))).toBe('no engine answered');
  });
});
