import { known, unknown } from '@hostnet/core';
import type { EngineFacts, Finding, HostFacts, Verdict } from '@hostnet/core';
import { DESKTOP_FACTS, ENGINE_GONE, lossFinding, healthyLanes, desktopReport } from '@hostnet/core/testing';
import { fromReport, NOTHING_MEASURED } from '../../shared/measured/measured.ts';
import type { Measured } from '../../shared/measured/measured.ts';
import type { HostApp } from '../../shared/page/product.ts';
import { opensWithRun } from './opens-with-run.ts';
import { setupView } from './setup-view.ts';

type Settings = NonNullable<HostFacts['desktop']>;

const host = (over: Partial<Settings> = {}): HostFacts => ({
  ...DESKTOP_FACTS.host,
  desktop: { ...DESKTOP_FACTS.host.desktop!, hostNetworkingEnabled: known(false, 'the store'), ...over },
});
const desktop = (version: string | null, over: Partial<EngineFacts> = {}): EngineFacts =>
  ({
    ...DESKTOP_FACTS.engine,
    desktop: version === null ? null : { version, build: '1' },
    ...over,
  }) as EngineFacts;
const said = (verdict: Verdict, codes: readonly string[] = []): Measured =>
  fromReport(
    desktopReport({
      verdict,
      summary: verdict,
      findings: codes.map((code): Finding => lossFinding({ code, severity: 'error' })),
    }),
  );
const view = (
  engine: EngineFacts,
  settings: Partial<Settings> = {},
  measured: Measured = NOTHING_MEASURED,
  app: HostApp = 'docker-desktop',
  busy = false,
) => setupView({ now: { engine, host: host(settings) }, app, measured, busy });
const ids = (shown: ReturnType<typeof view>) => shown.steps.map((step) => step.id);

describe('the steps that are left', () => {
  it.each([
    ['4.28.0', ['update']],
    ['4.29.0', ['sign-in', 'enable']],
    ['4.33.0', ['sign-in', 'enable']],
    ['4.34.0', ['sign-in', 'enable']],
    ['4.35.0', ['enable']],
    ['4.86.0', ['enable']],
  ])('Docker Desktop %s, off: %j', (version, left) => {
    const settings = version === '4.28.0' ? { hostNetworkingEnabled: unknown('absent') } : {};
    expect(ids(view(desktop(version), settings))).toEqual(left);
  });

  it.each([
    ['4.33.0', 'Settings › Features in development › Enable host networking › Apply & restart'],
    ['4.42.0', 'Settings › Resources › Network › Enable host networking › Apply & restart'],
    ['4.43.0', 'Settings › Resources › Network › Enable host networking › Apply'],
  ])('names the clicks of %s and draws the same', (version, words) => {
    const step = view(desktop(version)).steps.find((one) => one.id === 'enable')!;
    expect(step.path.join(' › ')).toBe(words);
    expect(step.pane?.words).toBe(words);
    const drawn = [
      ...step.pane!.menu.map((entry) => entry.mark),
      step.pane!.optionMark,
      step.pane!.buttonMark,
    ];
    expect(drawn.filter((mark) => mark !== null).sort()).toEqual(step.path.map((_, at) => at + 1).slice(1));
    expect(step.text).toContain(words.endsWith('restart') ? 'containers stop' : 'containers stay');
  });

  it('never takes a setting that could not be read for off', () => {
    expect(ids(view(desktop('4.86.0'), { hostNetworkingEnabled: unknown('no file') }))).toEqual([]);
    const measured = said('not-working', ['HN0111']);
    expect(ids(view(desktop('4.86.0'), { hostNetworkingEnabled: unknown('no file') }, measured))).toEqual([
      'enable',
    ]);
  });

  it('Windows containers come first', () => {
    const shown = view(desktop('4.86.0', { os: 'windows' }));
    expect(ids(shown)).toEqual(['linux', 'enable']);
    expect(shown.done).not.toContain('Linux containers');
  });

  it('isolation comes before the setting, hinted or measured', () => {
    const isolated = { enhancedContainerIsolation: known(true, 'settings-store.json') };
    expect(ids(view(desktop('4.86.0'), isolated))).toEqual(['isolation', 'enable']);
    expect(ids(view(desktop('4.86.0'), {}, said('not-available', ['HN0115'])))).toEqual([
      'isolation',
      'enable',
    ]);
    expect(ids(view(desktop('4.86.0'), isolated, said('not-working', ['HN0111', 'HN0116'])))).toEqual([
      'enable',
    ]);
  });

  it('ends at what only an administrator can do, and says who says so', () => {
    const eci = view(desktop('4.86.0'), {
      enhancedContainerIsolation: known(true, 'backend'),
      enhancedContainerIsolationLocked: known(true, 'admin-settings.json'),
    });
    expect(ids(eci)).toEqual(['isolation']);
    expect(eci.steps[0]).toMatchObject({ blocked: true, path: [] });
    expect(eci.steps[0]!.text).toContain('admin-settings.json');
    expect(eci.waiting).toBe(false);
    const locked = view(desktop('4.86.0'), { hostNetworkingLocked: known(true, 'admin-settings.json') });
    expect(ids(locked)).toEqual(['locked']);
    expect(locked.heading).toBe('Host networking cannot be turned on here');
  });

  it('an engine that does not answer is started first; enforced sign-in is told apart', () => {
    expect(ids(view(ENGINE_GONE.engine))).toEqual(['start']);
    const refused = { ...ENGINE_GONE.engine, failure: 'sign-in-required' } as EngineFacts;
    expect(ids(view(refused))).toEqual(['organisation']);
    expect(ids(view(desktop('4.86.0'), {}, said('unknown', ['HN0117'])))).toEqual(['organisation']);
  });
});

describe('the proof', () => {
  it('is proven by a measurement alone, never by a setting', () => {
    const on = { hostNetworkingEnabled: known(true, 'the store') };
    expect(view(desktop('4.86.0'), on).proof.state).toBe('open');
    const shown = view(desktop('4.86.0'), on, said('working'));
    expect(shown.proof.state).toBe('proven');
    expect(shown.waiting).toBe(false);
    expect(shown.proof.lines.map((line) => line.way)).toEqual([
      'Computer → container, TCP',
      'Computer → container, UDP',
      'Container → computer, TCP',
      'Container → computer, UDP',
    ]);
    expect(shown.proof.lines[0]!.detail).toBe('IPv4 ✓ · IPv6 ✓');
  });

  it('stands although a setting says off: the measurement counts', () => {
    expect(view(desktop('4.86.0'), {}, said('working'))).toMatchObject({
      steps: [],
      proof: { state: 'proven' },
    });
  });

  it('does not outlive its engine', () => {
    const shown = view(ENGINE_GONE.engine, {}, said('working'));
    expect(ids(shown)).toEqual(['start']);
    expect(shown.proof.state).toBe('later');
  });

  it('leads to the finding where all is on and it fails', () => {
    const on = { hostNetworkingEnabled: known(true, 'the store') };
    const shown = view(desktop('4.86.0'), on, said('not-working', ['HN0112']));
    expect(shown.steps).toEqual([]);
    expect(shown.proof).toMatchObject({ state: 'failed', finding: { code: 'HN0112' } });
    expect(shown.waiting).toBe(true);
  });

  it('comes after the steps that are left', () => {
    expect(view(desktop('4.86.0'), {}, said('not-working', ['HN0111'])).proof.state).toBe('later');
  });

  it('is being measured while a run is under way, and nothing is awaited then', () => {
    const running = { ...NOTHING_MEASURED, lanes: healthyLanes() };
    const shown = view(desktop('4.86.0'), {}, running, 'docker-desktop', true);
    expect(shown.proof.state).toBe('measuring');
    expect(shown.waiting).toBe(false);
  });
});

describe('what is right already', () => {
  it('is told only where it is known', () => {
    expect(view(desktop('4.86.0')).done).toEqual([
      'Docker Desktop 4.86.0 has host networking',
      'Linux containers',
    ]);
    const off = { enhancedContainerIsolation: known(false, 'backend') };
    expect(view(desktop('4.86.0'), off).done).toContain('Enhanced Container Isolation is not in the way');
    expect(view(desktop(null)).done).toEqual(['Linux containers']);
  });
});

describe('another engine', () => {
  const engine = (operatingSystem: string) => desktop(null, { operatingSystem, platform: '' });

  it('has nothing to turn on, and is measured all the same', () => {
    const shown = view(engine('Debian GNU/Linux 12'), {}, said('working'));
    expect(shown).toMatchObject({ steps: [], done: [], other: { title: 'There is nothing to turn on' } });
    expect(shown.proof.state).toBe('proven');
  });

  it('is named by its product, with no word about Docker Desktop’s settings', () => {
    const shown = view(engine('Rancher Desktop WSL Distribution'), {}, said('not-working', ['HN0201']));
    expect(shown.other?.title).toBe('Rancher Desktop has no host networking setting');
    expect(shown.proof).toMatchObject({ state: 'failed', finding: { code: 'HN0201' } });
    expect(view(engine(''), {}, NOTHING_MEASURED, 'podman-desktop').other?.title).toMatch(/^Podman/);
    expect(view(engine('OrbStack')).other?.text).toMatch(/OrbStack forwards/);
  });
});

it('opens with a measurement unless a success is there to show, or one was just made', () => {
  expect(opensWithRun('idle', NOTHING_MEASURED)).toBe(true);
  expect(opensWithRun('remembered', said('not-working'))).toBe(true);
  expect(opensWithRun('remembered', said('working'))).toBe(false);
  expect(opensWithRun('done', said('not-working'))).toBe(false);
  expect(opensWithRun('running', NOTHING_MEASURED)).toBe(false);
});
