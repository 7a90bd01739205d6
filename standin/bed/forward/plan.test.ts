import { chooseAddresses } from '../addresses.ts';
import { defaultKnobs, turn } from '../knobs.ts';
import { planMirrors, type SeenListener } from './plan.ts';
import { mirrorKey } from './types.ts';

const at = chooseAddresses([]);
const listener = (change: Partial<SeenListener>): SeenListener => ({
  transport: 'tcp',
  address: '0.0.0.0',
  port: 4000,
  inode: 1,
  v6only: null,
  owner: 'container',
  noticedAt: 0,
  seenAt: 0,
  ...change,
});
const onHost = (vm: SeenListener[], ...knobs: string[]): string[] =>
  planMirrors({ host: [], vm }, turn(defaultKnobs(), knobs), at, 1000).host.map(mirrorKey);

describe('planMirrors', () => {
  it.each([
    [{ address: '0.0.0.0' }, ['127.0.0.1', at.host]],
    [{ address: '127.0.0.1' }, ['127.0.0.1']],
    [{ address: '::', v6only: false }, ['127.0.0.1', at.host, '::1', at.host6]],
    [{ address: '::', v6only: true }, ['::1', at.host6]],
    [{ address: '::1' }, ['::1']],
    [{ address: '127.0.0.2' }, []],
    [{ address: at.vm }, []],
    [{ port: 80 }, []],
    [{ owner: 'other' as const }, []],
  ])('holds %j on %j', (change, binds) => {
    expect(onHost([listener(change)])).toEqual(binds.map((bind) => `tcp ${bind} 4000`));
  });

  it('keeps published ports and host.docker.internal when the feature is off', () => {
    const vm = [listener({ owner: 'published', address: '127.0.0.1', port: 8080 }), listener({})];
    const host = [listener({ owner: 'other', address: '127.0.0.1', port: 5000 })];
    const plan = planMirrors({ host, vm }, turn(defaultKnobs(), ['host-networking=off']), at, 1000);
    expect(plan.host.map(mirrorKey)).toEqual(['tcp 127.0.0.1 8080']);
    expect(plan.vm.map(mirrorKey)).toEqual([`tcp ${at.gateway} 5000`]);
  });

  it('counts ports, not sockets, and leaves out what opened last', () => {
    const vm = [listener({}), listener({ address: '::1', inode: 2 }), listener({ port: 4001, inode: 3 })];
    expect(onHost(vm, 'max-ports=1')).toEqual(['tcp 127.0.0.1 4000', `tcp ${at.host} 4000`, 'tcp ::1 4000']);
  });

  it('waits as long as late-ms says and asks to plan again then', () => {
    const vm = [listener({ seenAt: 900 })];
    const plan = planMirrors({ host: [], vm }, turn(defaultKnobs(), ['late-ms=250']), at, 1000);
    expect(plan).toMatchObject({ host: [], again: 1150 });
    expect(planMirrors({ host: [], vm }, turn(defaultKnobs(), ['late-ms=250']), at, 1150).host).toHaveLength(
      2,
    );
  });
});

describe('planMirrors of the machine’s services', () => {
  const inVm = (address: string, v6only: boolean | null, ...knobs: string[]) =>
    planMirrors(
      { host: [listener({ owner: 'other', address, v6only })], vm: [] },
      turn(defaultKnobs(), knobs),
      at,
      1000,
    ).vm;

  it('turns mapped clients away where they arrive, on 127.0.0.1, and nobody on ::1', () => {
    const mirrors = inVm('::', false, 'v4-mapped=off').filter((one) => !one.bind.startsWith(at.gateway));
    expect(mirrors.map((one) => [one.bind, one.refuseMapped])).toEqual([
      [at.gateway6, false],
      ['127.0.0.1', true],
      ['::1', false],
    ]);
  });

  it('leads to a dual-stack service over IPv4 when IPv6 is off', () => {
    expect(inVm('::', false, 'ipv6=off').map((one) => one.bind)).toContain('127.0.0.1');
    expect(inVm('::', false, 'ipv6=off').map((one) => one.bind)).not.toContain('::1');
  });

  it('takes rootless host mode for the machine’s network from Engine 29.5 on', () => {
    const binds = (version: string) =>
      onHost([listener({})], 'rootless=on', `engine-version=${version}`).length;
    expect(['own', '29.4.9', '29.5.0', '30.0.0'].map(binds)).toEqual([0, 0, 2, 2]);
  });
});

describe('chooseAddresses', () => {
  it('moves when the usual subnet is taken', () => {
    expect(chooseAddresses(['192.168.65.1', '10.0.0.1'])).toMatchObject({
      vm: '192.168.66.3',
      gateway6: 'fdc4:f303:9325::254',
    });
  });
});
