import { engineGone, input, plainFacts } from '../../../testing/evidence-fixtures.ts';
import { rootless } from './rootless.ts';

const engine = (version: string, isRootless = true) =>
  input({ facts: plainFacts({}, { version, rootless: isRootless }) });

describe('HN0104 rootless', () => {
  it.each(['20.10.24', '20.10.24+dfsg1', '28.2.2', '29.4.3'])('fires on rootless %s', (version) => {
    const [finding, ...more] = rootless.check(engine(version));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'HN0104',
      severity: 'warning',
      title: 'The engine is rootless: before Engine 29.5 its host network is its own, not the machine’s',
      evidence: ['SecurityOptions: name=rootless', `Engine ${version}, fixed in 29.5.0`],
    });
  });

  it.each(['29.5.0', '29.10.0', '30.0.1'])('stays silent on rootless %s, which is mended', (version) => {
    expect(rootless.check(engine(version))).toEqual([]);
  });

  it('stays silent on an engine that runs as root, whatever its version', () => {
    expect(rootless.check(engine('20.10.24', false))).toEqual([]);
  });

  it('is skipped when no engine answered', () => {
    expect(rootless.applicable(input({ facts: engineGone() }))).toBe('no engine answered');
  });
});
