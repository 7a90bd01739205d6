import { spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { hostnet } from './support/hostnet.ts';

/** Ports of these tests, of loopback alone. */
const FIRST = 22_000 + (process.pid % 400) * 10;

describe('hostnet wait', () => {
  const servers: Server[] = [];
  const listen = (host: string, port: number) =>
    new Promise<void>((resolve) => {
      const server = createServer((socket) => socket.on('error', () => undefined));
      servers.push(server);
      server.listen({ host, port }, resolve);
    });
  afterEach(() =>
    Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))),
  );

  it('returns 0 as soon as every port answers, whichever family', async () => {
    await listen('127.0.0.1', FIRST);
    const late = setTimeout(() => void listen('::1', FIRST + 1), 600);
    const ended = await hostnet(['wait', String(FIRST), `${FIRST + 1}/tcp`, '--timeout', '20']);
    clearTimeout(late);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain(`${FIRST}/tcp, ${FIRST + 1}/tcp: answering after`);
    expect(ended.elapsedMs).toBeGreaterThan(500);
  }, 30_000);

  it('returns 1 when time is over, with those that did not answer', async () => {
    await listen('127.0.0.1', FIRST + 2);
    const ended = await hostnet(['wait', String(FIRST + 2), String(FIRST + 3), '--timeout', '1']);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(`No answer on localhost within 1 s from: ${FIRST + 3}/tcp.`);
    expect(ended.elapsedMs).toBeLessThan(8000);
  }, 30_000);

  it('does not take a port for an answer that hangs up at once', async () => {
    const server = createServer((socket) => socket.destroy());
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(FIRST + 4, '127.0.0.1', resolve));
    const ended = await hostnet(['wait', String(FIRST + 4), '--timeout', '1']);
    expect(ended.code).toBe(1);
  }, 30_000);

  it('T2: a server that greets and closes has answered', async () => {
    const server = createServer((socket) => socket.on('error', () => undefined).end('220 hello\r\n'));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(FIRST + 7, '127.0.0.1', resolve));
    const ended = await hostnet(['wait', String(FIRST + 7), '--timeout', '10']);
    expect(ended.code).toBe(0);
    expect(ended.elapsedMs).toBeLessThan(9000);
  }, 30_000);

  it('T2: that the kernel accepts for a stopped program is no answer; once it goes on, it answers', async () => {
    const port = String(FIRST + 8);
    const argv = ['-u', '-m', 'http.server', port, '--bind', '127.0.0.1'];
    const child = spawn('python3', argv, { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      await once(child.stdout, 'data');
      child.kill('SIGSTOP');
      const stopped = await hostnet(['wait', port, '--timeout', '2']);
      expect(stopped.code).toBe(1);
      expect(stopped.stderr).toContain(
        `Of ${port}/tcp: the kernel accepts connections, but the program does not take them`,
      );
      // It makes one connection and lets it wait, so that the queue of the program does not fill.
      const queue = spawnSync('ss', ['-Hltn', `sport = :${port}`], { encoding: 'utf8' }).stdout;
      expect(queue.trim().split(/\s+/)[1]).toBe('1');
      const json = await hostnet(['wait', port, '--timeout', '1', '--json']);
      expect(JSON.parse(json.stdout)).toMatchObject({
        ports: [{ answers: false, reason: expect.stringContaining('does not take') as string }],
      });
      const later = hostnet(['wait', port, '--timeout', '20']);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      child.kill('SIGCONT');
      expect((await later).code).toBe(0);
    } finally {
      child.kill('SIGKILL');
    }
  }, 60_000);

  it('over UDP an answer counts, and silence never does', async () => {
    const echo = createSocket('udp4').on('message', (message, from) =>
      echo.send(message, from.port, from.address),
    );
    const dumb = createSocket('udp4');
    await Promise.all([
      new Promise<void>((resolve) => echo.bind(FIRST + 5, '127.0.0.1', resolve)),
      new Promise<void>((resolve) => dumb.bind(FIRST + 6, '127.0.0.1', resolve)),
    ]);
    try {
      expect((await hostnet(['wait', `${FIRST + 5}/udp`, '--timeout', '10'])).code).toBe(0);
      const ended = await hostnet(['wait', `${FIRST + 6}/udp`, '--timeout', '1']);
      expect(ended.code).toBe(1);
      expect(ended.stderr).toContain(
        'A UDP program that only answers its own protocol cannot be waited for.',
      );
    } finally {
      echo.close();
      dumb.close();
    }
  }, 40_000);
});
