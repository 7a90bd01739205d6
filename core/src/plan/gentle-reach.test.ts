import { known, unknown } from '../model/known.ts';
import { hostListener, listener } from '../testing/port-evidence.ts';
import { gentlePlan, toldBeside, toldByTable } from './gentle-reach.ts';

const where = { ownStack: true, lan: known('192.0.2.7', 'test'), ipv6Loopback: true };
const behind = { ...where, ownStack: false };
const none = new Set<number>();
const summary = (told: ReturnType<typeof toldByTable>) =>
  told.map(({ address, port, outcome, how }) => `${address} ${port} ${outcome} ${how ?? 'connection'}`);

describe('P04: what the list of sockets tells without a connection', () => {
  it('tells each address at which the kernel accepts for a socket in LISTEN', () => {
    const dual = listener('web', 80, { address: '::', family: 'dual' });
    expect(summary(toldByTable([dual, listener('db', 5432, { address: '127.0.0.1' })], where))).toEqual([
      '127.0.0.1 80 reachable socket-table',
      '::1 80 reachable socket-table',
      '192.0.2.7 80 reachable socket-table',
      '127.0.0.1 5432 reachable socket-table',
    ]);
  });

  it('does not claim what is not told: whether a socket on :: takes IPv4, and UDP', () => {
    const blind = listener('web', 80, { address: '::', family: 'unknown' });
    const udp = listener('dns', 53, { transport: 'udp' });
    expect(summary(toldByTable([blind, udp], where))).toEqual(['::1 80 reachable socket-table']);
  });

  it('P09: does not call an address reachable whose program takes no connections, unless another socket there does', () => {
    const hung = listener('web', 80, { address: '127.0.0.1', queued: 3 });
    expect(toldByTable([hung], where)).toMatchObject([
      { outcome: 'not-measured', reason: 'its program has not taken 3 connections that wait' },
    ]);
    const works = listener('other', 80, { address: '127.0.0.1', queued: 0 });
    for (const both of [
      [hung, works],
      [works, hung],
    ])
      expect(summary(toldByTable(both, where))).toEqual(['127.0.0.1 80 reachable socket-table']);
  });
});

it('each address is told by the socket that the kernel prefers there', () => {
  const wide = listener('wide', 80, { pid: 1 });
  const narrow = listener('narrow', 80, { address: '127.0.0.1', pid: 2, queued: 1 });
  expect(toldByTable([wide, narrow], where)).toMatchObject([
    { address: '192.0.2.7', outcome: 'reachable' },
    { address: '127.0.0.1', outcome: 'not-measured' },
  ]);
});

it('once a connection arrived, the forwarder’s other sockets need none', () => {
  const asked = (arrived: boolean | null) => [
    {
      transport: 'tcp',
      port: 80,
      address: '127.0.0.1',
      outcome: 'reachable',
      reason: null,
      arrived,
    } as const,
  ];
  const at = (address: string, pid: number) => hostListener('forwarder', 80, { address, pid });
  const sockets = [at('127.0.0.1', 7), at('192.0.2.7', 7), at('::1', 8)];
  const all = ['127.0.0.1', '::1', '192.0.2.7'];
  expect(summary(toldBeside(asked(true), sockets, all))).toEqual(['192.0.2.7 80 reachable socket-table']);
  expect(toldBeside(asked(null), sockets, all)).toEqual([]);
  // One address of the same forwarder led nowhere: what the others do is to be tried.
  const reset = { ...asked(null)[0]!, address: '::1', outcome: 'reset' as const };
  expect(toldBeside([...asked(true), reset], sockets, all)).toEqual([]);
});

describe('P04: behind a forwarder', () => {
  const web = listener('web', 80);

  it('takes the forwarder’s socket on this computer for the answer', () => {
    const listeners = known([hostListener('node', 80, { pid: 7 })], 'test');
    const plan = gentlePlan([web], behind, { listeners, forwarder: new Set([7]) });
    expect(summary([...plan.told])).toEqual([
      '127.0.0.1 80 reachable socket-table',
      '192.0.2.7 80 reachable socket-table',
    ]);
    expect(plan.open).toEqual([]);
  });

  it('leaves to a connection what no known socket holds, each listener once', () => {
    const open = [{ port: 80, addresses: ['127.0.0.1', '192.0.2.7'] }];
    const blind = known([hostListener(null, 80, { pid: null })], 'test');
    for (const listeners of [unknown('not told'), known([], 'test'), blind])
      expect(gentlePlan([web, web], behind, { listeners, forwarder: none })).toEqual({ told: [], open });
  });

  it('connects to no program of this computer that holds the port', () => {
    const listeners = known([hostListener('python3', 80, { pid: 8 })], 'test');
    expect(gentlePlan([web], behind, { listeners, forwarder: new Set([7]) }).open).toEqual([]);
  });
});
