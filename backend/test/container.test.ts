import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProbeEvent } from '@hostnet/core/protocol';
import type { Stored } from '../src/history/record.ts';
import { MAX_UPLOADS } from '../src/http/limits.ts';
import { compose, docker, makeTestImage, removeTestImage, whyNot } from './support/compose.ts';
import { requester } from './support/http.ts';
import { detailedReport, reportFixture } from '@hostnet/core/testing';
import { bridgeSpec } from './support/spec.ts';
import { buildBundle, isRoot, until } from './support/service.ts';

if (whyNot !== null) process.stdout.write(`container tests skipped: ${whyNot}\n`);

// Nothing is made on a machine where nothing of it runs.
const root = whyNot === null ? mkdtempSync(join(tmpdir(), 'hostnet-guest-')) : '';
const strict = { guestServices: join(root, 'strict') };
const open = { guestServices: join(root, 'open'), user: '65534:65534' };
const STATUS = "process.stdout.write(require('fs').readFileSync('/proc/1/status','utf8'))";

/** Starts the service; returns the container's id and a client. */
async function up(override: typeof strict & { user?: string }) {
  await compose(override, 'up', '-d');
  const id = await compose(override, 'ps', '-q', 'hostnet');
  const ask = requester(join(override.guestServices, 'hostnet.sock'));
  await until(
    () =>
      ask('GET', '/health').then(
        () => true,
        () => false,
      ),
    'the service answers',
    60_000,
  );
  return { id, ask };
}

async function statusOf(id: string): Promise<Map<string, string>> {
  const text = await docker('exec', id, 'node', '-e', STATUS);
  return new Map(text.split('\n').map((line) => line.split(/:\s*/, 2) as [string, string]));
}

(whyNot === null && isRoot ? describe : describe.skip)('the container of the compose file', () => {
  beforeAll(async () => {
    mkdirSync(strict.guestServices);
    mkdirSync(open.guestServices);
    chmodSync(root, 0o755);
    chmodSync(strict.guestServices, 0o755);
    chmodSync(open.guestServices, 0o1777);
    await buildBundle();
    await compose(strict, 'down', '--volumes');
    await makeTestImage();
  }, 240_000);
  afterAll(async () => {
    await compose(strict, 'down', '--volumes');
    await removeTestImage();
    rmSync(root, { recursive: true, force: true });
  }, 120_000);

  let kept: Stored;

  it('works on a socket folder of root with mode 0755, with no capability and within its limits', async () => {
    const { id, ask } = await up(strict);
    const [info] = JSON.parse(await docker('inspect', id)) as [Inspect];
    expect(info.HostConfig).toMatchObject({
      CapAdd: null,
      CapDrop: ['ALL'],
      Privileged: false,
      ReadonlyRootfs: true,
      SecurityOpt: ['no-new-privileges:true'],
      PidsLimit: 64,
      Memory: 192 * 1024 * 1024,
      PortBindings: {},
      PidMode: '',
    });
    expect(info.HostConfig.NetworkMode).not.toBe('host');
    expect(info.Mounts.map((mount) => mount.Destination).sort()).toEqual(['/data', '/run/guest-services']);
    expect(JSON.stringify(info.Mounts)).not.toContain('docker.sock');

    const status = await statusOf(id);
    for (const set of ['CapEff', 'CapPrm', 'CapInh', 'CapBnd', 'CapAmb'])
      expect([set, status.get(set)]).toEqual([set, '0000000000000000']);
    expect(status.get('NoNewPrivs')).toBe('1');
    const rssMb = Number.parseInt(status.get('VmRSS') ?? '', 10) / 1024;
    process.stdout.write(`container: uid ${status.get('Uid') ?? '?'}, resident set ${rssMb.toFixed(1)} MB\n`);
    expect(rssMb).toBeLessThanOrEqual(80);

    const saved = await ask('POST', '/reports', reportFixture());
    expect(saved.status).toBe(201);
    kept = saved.json() as Stored;
  }, 120_000);

  it('measures from the bridge to a listener on this computer', async () => {
    const server = createServer((socket) => {
      socket.resume();
      socket.on('error', () => undefined);
      socket.end('220 hello\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const ask = requester(join(strict.guestServices, 'hostnet.sock'));
      const dial = [{ lane: 'l', transport: 'tcp' as const, address: 'host.docker.internal', port }];
      const inspect = [{ kind: 'interfaces' as const }];
      const answer = await ask('POST', '/bridge/session', bridgeSpec({ dial, inspect }));
      const { events } = answer.json() as { events: ProbeEvent[] };
      // Not an echo of ours, so it must not count as reachable.
      expect(events.find((event) => event.event === 'dialed')).toMatchObject({ outcome: 'wrong-listener' });
      expect(events.find((event) => event.event === 'facts')).toMatchObject({ kind: 'interfaces' });
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  }, 60_000);

  it('bears the largest reports, many at once, within its memory', async () => {
    const ask = requester(join(strict.guestServices, 'hostnet.sock'));
    const body = JSON.stringify(detailedReport(2_000_000));
    const json = { 'content-type': 'application/json' };
    const rounds = 8;
    for (let round = 0; round < rounds; round++) {
      const posts = Array.from({ length: MAX_UPLOADS }, () => ask('POST', '/reports', body, json));
      const saved = await Promise.all(posts);
      const ids = saved.map((answer) => (answer.json() as Stored).id);
      const read = await Promise.all(ids.map((id) => ask('GET', `/reports/${id}`)));
      expect(read.map((answer) => answer.status)).toEqual(ids.map(() => 200));
    }
    const id = await compose(strict, 'ps', '-q', 'hostnet');
    const [info] = JSON.parse(await docker('inspect', id)) as [Inspect];
    expect(info.State).toMatchObject({ Running: true, OOMKilled: false });
    const status = await statusOf(id);
    process.stdout.write(
      `after ${rounds * MAX_UPLOADS} reports of 2 MB: ${status.get('VmRSS') ?? '?'}, peak ${status.get('VmHWM') ?? '?'}\n`,
    );
  }, 120_000);

  it('stops within a second and starts again over its own socket and volume', async () => {
    const id = await compose(strict, 'ps', '-q', 'hostnet');
    await docker('stop', '--time', '5', id);
    const [info] = JSON.parse(await docker('inspect', id)) as [Inspect];
    // 137 would mean that SIGTERM was not heard and the engine killed it after five seconds.
    expect(info.State.ExitCode).toBe(0);
    const { ask } = await up(strict);
    expect((await ask('GET', `/reports/${kept.id}`)).json()).toEqual(reportFixture());
    await docker('kill', id);
    const again = await up(strict);
    expect((await again.ask('GET', '/health')).status).toBe(200);
  }, 120_000);

  it('runs as 65534 where the folder is open, on the volume that root wrote', async () => {
    await compose(strict, 'down');
    const { id, ask } = await up(open);
    const status = await statusOf(id);
    expect(status.get('Uid')).toBe('65534\t65534\t65534\t65534');
    expect((await ask('GET', `/reports/${kept.id}`)).json()).toEqual(reportFixture());
    const saved = await ask('POST', '/reports', reportFixture({ summary: 'by 65534' }));
    expect(saved.status).toBe(201);
    await compose(open, 'down');
    const back = await up(strict);
    const { id: report } = saved.json() as Stored;
    expect((await back.ask('GET', `/reports/${report}`)).json()).toMatchObject({ summary: 'by 65534' });
    expect((await back.ask('DELETE', `/reports/${report}`)).status).toBe(204);
  }, 120_000);
});

interface Inspect {
  readonly HostConfig: { readonly NetworkMode: string };
  readonly Mounts: readonly { readonly Destination: string }[];
  readonly State: { readonly ExitCode: number };
}
