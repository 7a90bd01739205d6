import { startPrivateEngine, type PrivateEngine } from '@hostnet/standin/bed/engine';
import { diagnoseJson, hostnet } from './support/hostnet.ts';
import { traces } from './support/leftovers.ts';

describe('an engine that has no image of ours, and no network', () => {
  let engine: PrivateEngine;
  beforeAll(async () => {
    engine = await startPrivateEngine({ imageTar: null });
  }, 120_000);
  afterAll(async () => engine.stop(), 60_000);

  const images = async () =>
    (await engine.docker(['images', '--no-trunc', '--format', '{{.ID}} {{.Repository}}:{{.Tag}}'])).stdout;

  it('is diagnosed with an image that hostnet makes there, once; cleanup takes it away', async () => {
    const before = await traces(engine);
    expect(await images()).toBe('');

    const first = await diagnoseJson({ engine });
    expect(first.report.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect([first.report.verdict, first.ended.code]).toEqual(['working', 0]);
    const made = await images();
    expect(made).toMatch(/^sha256:[0-9a-f]{64} hostnet\/probe:[0-9a-f]{16}$/);

    const second = await diagnoseJson({ engine }, ['--full']);
    expect(second.report.verdict).toBe('working');
    expect(await images()).toBe(made);
    // What the extension's image has ping for, the probe does by itself.
    expect(second.report.boundary).toContainEqual(
      expect.objectContaining({ name: 'raw-socket', status: 'carried' }),
    );
    expect(await traces(engine)).toEqual(before);

    const cleaned = await hostnet(['cleanup'], { engine });
    expect(cleaned).toMatchObject({ code: 0, stderr: '' });
    expect(cleaned.stdout).toBe(`removed image ${made.split(' ')[1] ?? ''}\n`);
    expect(await images()).toBe('');
  }, 120_000);

  it('lists the ports of its containers, and says why one cannot be reached', async () => {
    const ports = await hostnet(['ports', '--json'], { engine });
    expect(ports.code).toBe(0);
    const port = await hostnet(['port', '8080', '--json'], { engine });
    expect(port.stdout).not.toContain('HN0106');
    await hostnet(['cleanup'], { engine });
    expect(await images()).toBe('');
  }, 120_000);

  it('lacks an image that somebody named: that one is wanted, and no other is put in its place', async () => {
    const { report, ended } = await diagnoseJson({ engine }, ['--image', 'hostnet/absent:1']);
    expect(ended.code).toBe(3);
    expect(report.findings[0]).toMatchObject({
      code: 'HN0106',
      evidence: expect.arrayContaining(['The image hostnet/absent:1 is not on this engine.']) as unknown,
    });
    expect(await images()).toBe('');
  }, 60_000);
});
