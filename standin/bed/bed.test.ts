import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { jest } from '@jest/globals';
import { waitFor } from './engine/wait.ts';
import { dial } from './testing/dial.ts';
import { freshPort, startFixture, type BedFixture } from './testing/fixture.ts';

jest.setTimeout(120_000);

const TRANSPORTS = ['tcp', 'udp'] as const;

describe('the forwarder', () => {
  let bed: BedFixture;
  beforeAll(async () => {
    bed = await startFixture('forwarder');
  });
  afterAll(() => bed.down());
  afterEach(async () => {
    const all = await bed.docker('ps', '-aq');
    if (all.stdout) await bed.docker('rm', '-f', ...all.stdout.split('\n'));
  });

  it('leads from the machine to a host-mode container, for every address it can listen on', async () => {
    await bed.knobs();
    const ports = Object.fromEntries(
      ['0.0.0.0', '127.0.0.1', '::', '::1', 'v6only'].map((a) => [a, freshPort()]),
    );
    const id = await bed.echo(
      TRANSPORTS.flatMap((transport) =>
        Object.entries(ports).map(([address, port]) => ({
          name: `${transport}-${address}`,
          transport,
          address: address === 'v6only' ? '::' : address,
          port,
          v6only: address === 'v6only',
        })),
      ),
    );
    const { hostAddress } = bed.status;
    for (const transport of TRANSPORTS) {
      await bed.forwarded(`${transport} ::1 ${ports['v6only']}`, `${transport} ::1 ${ports['::1']}`);
      const at = (to: string, listen: string): Promise<string> => dial(transport, to, ports[listen]!);
      expect(await at('127.0.0.1', '0.0.0.0')).toContain(`${transport}-0.0.0.0 127.0.0.1`);
      expect(await at(hostAddress, '0.0.0.0')).toContain(`${transport}-0.0.0.0 ${hostAddress}`);
      expect(await at('127.0.0.1', '127.0.0.1')).toContain(`${transport}-127.0.0.1 127.0.0.1`);
      expect(await at('127.0.0.1', '::')).toContain(`${transport}-:: ::ffff:127.0.0.1`);
      expect(await at('::1', '::')).toContain(`${transport}-:: ::1`);
      expect(await at('::1', '::1')).toContain(`${transport}-::1 ::1`);
      expect(await at('::1', 'v6only')).toContain(`${transport}-v6only ::1`);
      expect(await at('127.0.0.1', 'v6only')).toBe('ECONNREFUSED');
      expect(await at('127.0.0.1', '::1')).toBe('ECONNREFUSED');
      expect(await at(hostAddress, '127.0.0.1')).toBe('ECONNREFUSED');
    }
    await bed.docker('kill', id);
    const gone = performance.now();
    await waitFor(
      'the end of a forward',
      async () => (await dial('tcp', '127.0.0.1', ports['0.0.0.0']!)) === 'ECONNREFUSED',
      5000,
      5,
    );
    // Budget 100 ms; the machine is shared, so the bound here only catches a forwarder that polls slowly.
    expect(performance.now() - gone).toBeLessThan(1000);
  });

  it('leads from a container to services of the machine, on loopback and by name', async () => {
    await bed.knobs();
    const service = await machineService('127.0.0.1');
    const service6 = await machineService('::1');
    try {
      for (const transport of TRANSPORTS) {
        const from = (host: string, port: number): Promise<string> =>
          bed.dialFromContainer(transport, host, port);
        expect(await from('127.0.0.1', service.port)).toBe('machine');
        expect(await from('::ffff:127.0.0.1', service.port)).toBe('machine');
        expect(await from('host.docker.internal', service.port)).toBe('machine');
        expect(await from('::1', service6.port)).toBe('machine');
        expect(await from('127.0.0.1', service6.port)).toMatch(/ECONNREFUSED|silence/);
      }
      await bed.knobs('v4-mapped=off');
      expect(await bed.dialFromContainer('tcp', '::1', service6.port)).toBe('machine');
      expect(await bed.dialFromContainer('udp', '::1', service6.port)).toBe('machine');
      expect(await bed.dialFromContainer('tcp', '::ffff:127.0.0.1', service.port)).toMatch(
        /ECONNRESET|ECONNREFUSED/,
      );
      expect(await bed.dialFromContainer('udp', '::ffff:127.0.0.1', service.port)).toBe('silence');
      expect(await bed.dialFromContainer('tcp', '127.0.0.1', service.port)).toBe('machine');
      await bed.knobs('host-networking=off');
      expect(await bed.dialFromContainer('tcp', '127.0.0.1', service.port)).toBe('ECONNREFUSED');
      expect(await bed.dialFromContainer('tcp', 'host.docker.internal', service.port)).toBe('machine');
    } finally {
      service.close();
      service6.close();
    }
  });

  it('does what its knobs say, as a plain client sees it', async () => {
    await bed.knobs();
    const [port, second] = [freshPort(), freshPort()];
    const id = await bed.echo([
      { name: 'a', transport: 'tcp', address: '0.0.0.0', port },
      { name: 'u', transport: 'udp', address: '0.0.0.0', port },
      { name: 'six', transport: 'tcp', address: '::1', port: second },
    ]);
    const tcp = (): Promise<string> => dial('tcp', '127.0.0.1', port);
    const udp = (): Promise<string> => dial('udp', '127.0.0.1', port);
    const seen = async (): Promise<number> =>
      (await bed.received(id)).filter((one) => one.name === 'u').length;
    await bed.forwarded(`tcp 127.0.0.1 ${port}`, `udp 127.0.0.1 ${port}`, `tcp ::1 ${second}`);
    expect(await tcp()).toContain('a 127.0.0.1');
    expect(await udp()).toContain('u 127.0.0.1');

    await bed.knobs('host-networking=off');
    expect([await tcp(), await udp()]).toEqual(['ECONNREFUSED', 'ECONNREFUSED']);
    await bed.knobs('tcp=off');
    expect([await tcp(), (await udp()).slice(0, 1)]).toEqual(['ECONNREFUSED', 'u']);
    await bed.knobs('udp=off');
    expect([(await tcp()).slice(0, 1), await udp()]).toEqual(['a', 'ECONNREFUSED']);
    await bed.knobs('ipv6=off');
    expect(await dial('tcp', '::1', second)).toBe('ECONNREFUSED');

    await bed.knobs('udp-loss=request');
    let before = await seen();
    expect(await udp()).toBe('silence');
    expect(await seen()).toBe(before);
    await bed.knobs('udp-loss=reply');
    before = await seen();
    expect(await udp()).toBe('silence');
    expect(await seen()).toBe(before + 1);
    await bed.knobs('udp-loss=reply', 'udp-loss-direction=to-host');
    expect(await udp()).toContain('u ');

    await bed.knobs('wrong-listener=on');
    expect(await tcp()).toContain('403 Forbidden');
    expect(await udp()).toBe('bed-stranger\n');
    await bed.knobs('source-address=rewritten');
    expect(await tcp()).toContain(`a ${bed.status.hostAddress}`);
    expect(await udp()).toContain(`u ${bed.status.hostAddress}`);
    const limited = await bed.knobs('max-ports=1');
    const ours = limited.forwarded.host.filter(
      (one) => / (\d+)$/.exec(one)?.[1] === String(port) || one.endsWith(` ${second}`),
    );
    expect(new Set(ours.map((one) => one.replace(/ .* /, ' '))).size).toBe(1);
  });

  it('notices late, and forgets what was open when it restarts', async () => {
    await bed.knobs('late-ms=1500');
    const port = freshPort();
    const id = await bed.echo([{ name: 'a', transport: 'tcp', address: '0.0.0.0', port }]);
    expect(await dial('tcp', '127.0.0.1', port)).toBe('ECONNREFUSED');
    await bed.forwarded(`tcp 127.0.0.1 ${port}`);
    expect(await dial('tcp', '127.0.0.1', port)).toContain('a 127.0.0.1');

    await bed.knobs('forget-existing=on');
    expect(await dial('tcp', '127.0.0.1', port)).toContain('a 127.0.0.1');
    await bed.bed.status('restart-forwarder', '--name', bed.name);
    expect(await dial('tcp', '127.0.0.1', port)).toBe('ECONNREFUSED');
    await bed.docker('restart', '-t', '5', id);
    await bed.forwarded(`tcp 127.0.0.1 ${port}`);
    expect(await dial('tcp', '127.0.0.1', port)).toContain('a 127.0.0.1');
  });

  it('carries a published port whatever the feature, and never a port the engine or the bed holds', async () => {
    await bed.knobs('host-networking=off');
    const port = freshPort();
    const spec = JSON.stringify([{ name: 'p', transport: 'tcp', address: '0.0.0.0', port: 80 }]);
    const { ECHO } = await import('./testing/echo.ts');
    const { IMAGE } = await import('./engine/image.ts');
    await bed.docker('run', '-d', '--rm', '-p', `${port}:80`, IMAGE, 'node', '-e', ECHO, spec);
    await bed.forwarded(`tcp 127.0.0.1 ${port}`);
    await waitFor('an answer', async () => (await dial('tcp', '127.0.0.1', port)).startsWith('p '), 10_000);
    const now = await bed.knobs();
    expect(now.forwarded.host.some((one) => one.endsWith(' 53'))).toBe(false);
    expect(now.forwarded.vm.some((one) => one.endsWith(` ${port}`))).toBe(false);
    expect(Object.keys(now.conflicts)).toEqual([]);
  });
});

/** Opens a service of the machine, TCP and UDP on one port, that answers `machine`. */
async function machineService(address: string): Promise<{ port: number; close(): void }> {
  const port = freshPort();
  const tcp = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined);
    socket.resume();
    socket.once('end', () => socket.end('machine'));
  });
  const udp = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  udp.on('message', (_datagram, from) => udp.send('machine', from.port, from.address));
  await new Promise<void>((resolve) => tcp.listen(port, address, resolve));
  await new Promise<void>((resolve) => udp.bind(port, address, resolve));
  return {
    port,
    close: () => {
      tcp.close();
      udp.close();
    },
  };
}
