import type { DesktopSettings } from '../../../model/facts.ts';
import { known, unknown } from '../../../model/known.ts';
import { judge } from '../../judge.ts';
import {
  dead,
  desktopFacts,
  input,
  plainFacts,
  promised,
  unmeasured,
} from '../../../testing/evidence-fixtures.ts';
import { laneFixture } from '../../../testing/lane-fixture.ts';
import { hostNetworkingOff } from './host-networking-off.ts';

const itself = laneFixture({ from: 'host-mode', to: 'host-mode', role: 'control' });
const off: Partial<DesktopSettings> = { hostNetworkingEnabled: known(false, 'settings-store.json') };
const unread: Partial<DesktopSettings> = { hostNetworkingEnabled: unknown('the key is not there') };
const given = (settings: Partial<DesktopSettings>, lanes = [...promised(dead), itself], version = '4.80.0') =>
  input({ facts: desktopFacts({}, settings, version), lanes });

describe('HN0111 host-networking-off', () => {
  it('fires as the one cause when the setting says off and nothing is answered', () => {
    const judged = judge(given(off));
    expect(judged.verdict).toBe('not-working');
    expect(judged.findings.map((finding) => finding.code)).toEqual(['HN0111']);
    expect(judged.findings[0]).toMatchObject({
      severity: 'error',
      title: 'Host networking is off',
      detail: expect.stringContaining('the setting is off') as string,
      remedy: {
        text: 'In Docker Desktop: Settings › Resources › Network › Enable host networking › Apply. Then diagnose again.',
        command: null,
      },
    });
  });

  it('fires when the setting is not known, and says so: a missing key is not off', () => {
    const [finding] = hostNetworkingOff.check(given(unread));
    expect(finding?.detail).toContain(
      'the setting could not be read, but the result is the one of host networking that is off',
    );
    expect(finding?.evidence).toContain('setting: unknown (the key is not there)');
  });

  it.each([
    ['4.33.0', 'Sign in, then Settings › Features in development › Enable host networking › Apply & restart'],
    ['4.34.2', 'Sign in, then Settings › Resources › Network › Enable host networking › Apply & restart'],
    ['4.42.0', 'Settings › Resources › Network › Enable host networking › Apply & restart'],
    ['4.43.0', 'Settings › Resources › Network › Enable host networking › Apply'],
  ])('fires with the words of %s', (version, path) => {
    const [finding] = hostNetworkingOff.check(given(off, undefined, version));
    expect(finding?.remedy?.text).toBe(`In Docker Desktop: ${path}. Then diagnose again.`);
  });

  it('stays silent when one lane is answered: then it is not off', () => {
    let first = true;
    const lanes = promised((way) => {
      const over = first ? {} : dead(way);
      first = false;
      return over;
    });
    expect(hostNetworkingOff.check(given(off, [...lanes, itself]))).toEqual([]);
  });

  it('stays silent when the container did not even answer itself, or nothing was measured', () => {
    expect(hostNetworkingOff.check(given(off, promised(dead)))).toEqual([]);
    expect(hostNetworkingOff.check(given(off, [...promised(() => unmeasured()), itself]))).toEqual([]);
  });

  it('stays silent on another engine', () => {
    const lanes = [...promised(dead), itself];
    expect(hostNetworkingOff.check(input({ facts: plainFacts(), lanes }))).toEqual([]);
  });
});
