import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrivateEngine, type PrivateEngine } from '@hostnet/standin/bed/engine';
import { diagnoseJson, faultText, hostnet } from './support/hostnet.ts';

const BANNER = 'no Docker engine: measured with the embedded engine';
const EMBEDDED = ['--engine', 'embedded'];

const links = () => execFileSync('ip', ['-o', 'link'], { encoding: 'utf8' }).replace(/\d+: /g, '');

describe('the embedded engine', () => {
  it('is working on this machine’s own stack, and says in every form that no Docker was measured', async () => {
    const { report, ended } = await diagnoseJson({}, EMBEDDED);
    expect(ended.code).toBe(0);
    expect(report.verdict).toBe('working');
    expect(report.banners).toEqual([BANNER]);
    expect(report.facts.engine).toMatchObject({ reachable: true, kind: 'embedded' });
    const text = await hostnet(['diagnose', ...EMBEDDED]);
    expect(text.stdout).toContain(BANNER);
    expect(text.stdout).toMatch(/^verdict: working$/m);
  }, 60_000);

  it('measures the bridge in a namespace of its own, which is gone afterwards', async () => {
    const before = links();
    const { report } = await diagnoseJson({}, [...EMBEDDED, '--full']);
    const bridge = report.lanes.filter((lane) => lane.from === 'bridge' && lane.transport === 'tcp');
    expect(bridge.map((lane) => [lane.to, lane.outcome])).toEqual([
      ['host', 'reachable'],
      ['host-mode', 'reachable'],
    ]);
    expect(links()).toBe(before);
  }, 60_000);

  it('takes the place of a Docker that is not installed, never of one that somebody named', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hostnet-none-'));
    try {
      const absent = `unix://${join(folder, 'docker.sock')}`;
      const named = await diagnoseJson({ env: { DOCKER_HOST: absent } });
      expect(named.report.verdict).toBe('unknown');
      expect(named.ended.code).toBe(3);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);
});

describe('the embedded engine in a namespace with a fault', () => {
  let engine: PrivateEngine;
  beforeAll(async () => {
    engine = await startPrivateEngine({ imageTar: null });
  }, 120_000);
  afterAll(async () => engine.stop(), 60_000);

  it('names UDP and not TCP where UDP is dropped', async () => {
    const rule = ['-i', 'lo', '-p', 'udp', '--dport', '1024:65535', '-j', 'DROP'];
    await engine.nsenter(['iptables', '-I', 'INPUT', ...rule]);
    const broken = await diagnoseJson({ engine }, EMBEDDED);
    await engine.nsenter(['iptables', '-D', 'INPUT', ...rule]);
    expect(broken.report.verdict).toBe('partly-working');
    expect(faultText(broken.report)).toMatch(/UDP/);
    expect(faultText(broken.report)).not.toMatch(/TCP/);
    const mended = await diagnoseJson({ engine }, EMBEDDED);
    expect(mended.report.verdict).toBe('working');
  }, 60_000);
});
