import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { accessSync, constants, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { LISTENERS_A_LINE, type ListeningEntry, type ListenersFacts } from '@hostnet/core/protocol';
import { cleanup } from './cleanup.ts';
import { probeCommand, underWine } from './command.ts';
import { finish, start, type Probe, type StartOptions } from './driver.ts';
import { itUnless, noIpv6, notLinux, whereWine } from './skip.ts';
import { freePort } from './strangers.ts';

const notHere = notLinux ?? whereWine('programs see no /proc of their own');

/** Holds the lines of a list to their form and returns it as one. */
function whole(probe: Probe): ListenersFacts {
  const lines = probe.all('facts').flatMap((facts) => (facts.kind === 'listeners' ? [facts] : []));
  const [first] = lines;
  if (!first) throw new Error(`no listeners came: ${JSON.stringify(probe.events)}`);
  const { parts, owners, reason, unprivilegedPortStart } = first;
  expect(lines.map(({ part }) => part)).toEqual(Array.from({ length: parts }, (_, i) => i + 1));
  for (const line of lines) {
    expect(line).toMatchObject({ parts, owners, reason, unprivilegedPortStart });
    expect(line.listeners.length).toBeLessThanOrEqual(LISTENERS_A_LINE);
  }
  const listeners = lines.flatMap((line) => line.listeners);
  if (owners !== 'some') {
    for (const { pid } of listeners) expect(pid === null).toBe(owners === 'none');
  }
  if (owners !== 'all') expect(reason).toMatch(/./);
  return { ...first, listeners };
}

async function list(options?: StartOptions): Promise<ListenersFacts> {
  const probe = await start({ inspect: [{ kind: 'listeners' }] }, options);
  await probe.ended();
  return whole(probe);
}

const at = (facts: ListenersFacts, transport: string, port: number): ListeningEntry[] =>
  facts.listeners.filter((one) => one.transport === transport && one.port === port);

describe('listeners', () => {
  itUnless(noIpv6)('lists its own, with what family each takes and whose it is', async () => {
    const wanted = [
      ['0.0.0.0', false, 'ipv4'],
      ['127.0.0.1', false, 'ipv4'],
      ['::1', false, 'ipv6'],
      ['::', true, 'ipv6'],
      ['::', false, 'dual'],
    ] as const;
    const listen = wanted.flatMap(([address, ipv6Only], index) =>
      (['tcp', 'udp'] as const).map((transport) => ({
        id: `${transport} ${index}`,
        transport,
        address,
        ipv6Only,
        port: 0,
      })),
    );
    const probe = await finish({ listen, inspect: [{ kind: 'listeners' }] });
    const [failed] = probe.all('facts');
    if (failed?.kind === 'failed' && (process.platform === 'darwin' || underWine)) {
      expect(failed).toMatchObject({ inspection: 'listeners', reason: expect.stringMatching(/./) as string });
      process.stderr.write(`listeners: ${failed.reason}\n`);
      return;
    }
    const facts = whole(probe);
    const { listeners, pid } = await probe.event('ready');
    for (const { id, transport, address, port, error } of listeners) {
      expect(error).toBeUndefined();
      const family = wanted[Number(id.slice(4))]?.[2];
      // Wine does not tell whose a TCP socket is, and says so.
      const untold = underWine && transport === 'tcp';
      const told = notHere === null || address !== '::' ? family : 'unknown';
      const seen = at(facts, transport, port).find((one) => one.address === address);
      expect({ id, ...seen }).toMatchObject({
        id,
        transport,
        address,
        port,
        family: told,
        pid: untold ? null : pid,
      });
      if (notHere === null) expect(seen).toMatchObject({ uid: process.getuid?.(), container: null });
      if (!untold) expect(seen?.process).toMatch(/./);
    }
  });

  itUnless(notHere)('tells from which port on an ordinary user may listen', async () => {
    expect((await list()).unprivilegedPortStart).toBeGreaterThanOrEqual(0);
  });

  itUnless(notHere)('lists each socket of a port that is shared', async () => {
    const sockets = [1, 2].map(() => createSocket({ type: 'udp4', reuseAddr: true }));
    cleanup(() => sockets.forEach((socket) => socket.close()));
    const port = await freePort('udp');
    for (const socket of sockets) await once(socket.bind(port, '127.0.0.1'), 'listening');
    const seen = at(await list(), 'udp', port);
    expect(seen.map(({ pid }) => pid)).toEqual([process.pid, process.pid]);
  });

  itUnless(notHere)(
    'P09: tells how many connections a program that hangs after listen() has not taken',
    async () => {
      const program =
        'require("net").createServer().listen(0,"127.0.0.1",function(){console.log(this.address().port);Atomics.wait(new Int32Array(new SharedArrayBuffer(4)),0,0)})';
      const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = once(child, 'exit');
      cleanup(async () => {
        child.kill('SIGKILL');
        await ended;
      });
      const [said] = (await once(child.stdout, 'data')) as [Buffer];
      const port = Number(String(said));
      expect(at(await list(), 'tcp', port)).toMatchObject([{ pid: child.pid, queued: 0 }]);
      const clients = [1, 2, 3].map(() => connect(port, '127.0.0.1').on('error', () => undefined));
      cleanup(() => clients.forEach((client) => client.destroy()));
      await Promise.all(clients.map((client) => once(client, 'connect')));
      const facts = await list();
      expect(at(facts, 'tcp', port)).toMatchObject([{ pid: child.pid, queued: 3 }]);
      for (const { transport, queued } of facts.listeners)
        expect({ transport, told: typeof queued }).toEqual({
          transport,
          told: transport === 'tcp' ? 'number' : 'object',
        });
    },
  );

  itUnless(notHere)('tells a long list in lines', async () => {
    const servers = await Promise.all(
      Array.from({ length: LISTENERS_A_LINE + 20 }, async () => {
        const server = createServer().listen(0, '127.0.0.1');
        await once(server, 'listening');
        return server;
      }),
    );
    cleanup(() => servers.forEach((server) => server.close()));
    const facts = await list();
    expect(facts.parts).toBeGreaterThan(1);
    expect(facts.listeners.filter(({ pid }) => pid === process.pid).length).toBeGreaterThanOrEqual(
      servers.length,
    );
  });

  itUnless(notHere)('names the container whose control group a process is in', async () => {
    const id = '5e'.repeat(32);
    const folder = makeGroup(id);
    if (folder === null) {
      process.stderr.write(
        'no control group can be made here: the container of a process is left untested\n',
      );
      return;
    }
    const program =
      'require("net").createServer().listen(0,"127.0.0.1",function(){console.log(this.address().port)})';
    const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    cleanup(async () => {
      child.kill('SIGKILL');
      await ended;
      removeGroup(folder);
    });
    const [port] = (await once(child.stdout, 'data')) as [Buffer];
    writeFileSync(join(folder, 'cgroup.procs'), String(child.pid));
    expect(at(await list(), 'tcp', Number(String(port)))).toMatchObject([{ pid: child.pid, container: id }]);
  });

  itUnless(notHere ?? (process.getuid?.() === 0 ? null : 'only root can start a program as somebody else'))(
    "says so where other users' processes are not its to read",
    async () => {
      for (const part of await probeCommand()) {
        // An ordinary user may not reach every folder: then there is nothing to start.
        if (part.startsWith('/')) accessSync(part, constants.R_OK);
      }
      const server = createServer().listen(0, '127.0.0.1');
      cleanup(() => server.close());
      await once(server, 'listening');
      const via = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
      const facts = await list({ via });
      const address = server.address();
      const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
      expect(at(facts, 'tcp', port)).toMatchObject([{ pid: null, process: null, container: null, uid: 0 }]);
      expect(facts).toMatchObject({ owners: 'none', reason: expect.stringMatching(/root/) as string });
    },
  );
});

/** Returns a new control group named as an engine names a container's; null where none can be made. */
function makeGroup(id: string): string | null {
  for (const root of ['/sys/fs/cgroup', '/sys/fs/cgroup/systemd', '/sys/fs/cgroup/pids']) {
    try {
      const folder = join(root, 'hostnet-conformance', id);
      accessSync(join(root, 'cgroup.procs'));
      mkdirSync(folder, { recursive: true });
      return folder;
    } catch {
      continue;
    }
  }
  return null;
}

/** The kernel forgets a process some time after its end. */
function removeGroup(folder: string): void {
  for (let tries = 0; ; tries += 1) {
    try {
      rmdirSync(folder);
      rmdirSync(dirname(folder));
      return;
    } catch (error) {
      if (tries === 50) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}
