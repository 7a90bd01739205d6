import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrivateEngine, type PrivateEngine } from '@hostnet/standin/bed/engine';
import { diagnoseJson, hostnet } from './support/hostnet.ts';
import { traces } from './support/leftovers.ts';
import { end, stranger } from './support/servers.ts';

describe('an engine that has no image of ours, and no network, from where there is no docker CLI', () => {
  let engine: PrivateEngine;
  let bin = '';
  beforeAll(async () => {
    bin = mkdtempSync(join(tmpdir(), 'hostnet-bin-'));
    // What the test itself needs to get into the engine's network.
    symlinkSync(
      execFileSync('sh', ['-c', 'command -v nsenter'], { encoding: 'utf8' }).trim(),
      join(bin, 'nsenter'),
    );
    engine = await startPrivateEngine({ imageTar: null });
  }, 120_000);
  afterAll(async () => {
    await engine.stop();
    rmSync(bin, { recursive: true, force: true });
  }, 60_000);
  const there = () => ({ engine, env: { PATH: bin } });

  const images = async () =>
    (await engine.docker(['images', '--no-trunc', '--format', '{{.ID}} {{.Repository}}:{{.Tag}}'])).stdout;

  it('is diagnosed with an image that hostnet makes there, once; cleanup takes it away', async () => {
    const before = await traces(engine);
    expect(await images()).toBe('');

    const first = await diagnoseJson(there());
    expect(first.report.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect([first.report.verdict, first.ended.code]).toEqual(['working', 0]);
    const made = await images();
    expect(made).toMatch(/^sha256:[0-9a-f]{64} hostnet\/probe:[0-9a-f]{16}$/);

    const second = await diagnoseJson(there(), ['--full']);
    expect(second.report.verdict).toBe('working');
    expect(await images()).toBe(made);
    // What the extension's image has ping for, the probe does by itself.
    expect(second.report.boundary).toContainEqual(
      expect.objectContaining({ name: 'raw-socket', status: 'carried' }),
    );
    expect(await traces(engine)).toEqual(before);

    const cleaned = await hostnet(['cleanup'], there());
    expect(cleaned).toMatchObject({ code: 0, stderr: '' });
    expect(cleaned.stdout).toBe(`removed image ${made.split(' ')[1] ?? ''}\n`);
    expect(await images()).toBe('');
  }, 120_000);

  it('lists the ports of its containers, and says why one cannot be reached', async () => {
    const ports = await hostnet(['ports', '--json'], there());
    expect(ports.code).toBe(0);
    const port = await hostnet(['port', '8080', '--json'], there());
    expect(port.stdout).not.toContain('HN0106');
    await hostnet(['cleanup'], there());
    expect(await images()).toBe('');
  }, 120_000);

  it('is told of, waited for and swept, and nothing of that needs a docker CLI', async () => {
    const status = await hostnet(['status', '--json'], there());
    expect([status.code, status.stderr]).toEqual([0, '']);
    expect(JSON.parse(status.stdout)).toMatchObject({ engine: { reachable: true }, hostModeContainers: [] });
    const server = await stranger(['127.0.0.1 8090'], engine);
    try {
      expect(await hostnet(['wait', '8090', '--timeout', '20'], there())).toMatchObject({ code: 0 });
      const swept = await hostnet(['sweep', '8090', '--json'], there());
      expect(JSON.parse(swept.stdout)).toMatchObject({ open: [8090] });
    } finally {
      await end(server);
    }
  }, 60_000);

  it('lacks an image that somebody named: that one is wanted, and no other is put in its place', async () => {
    const { report, ended } = await diagnoseJson(there(), ['--image', 'hostnet/absent:1']);
    expect(ended.code).toBe(3);
    expect(report.findings[0]).toMatchObject({
      code: 'HN0106',
      evidence: expect.arrayContaining(['The image hostnet/absent:1 is not on this engine.']) as unknown,
    });
    expect(await images()).toBe('');
  }, 60_000);
});
