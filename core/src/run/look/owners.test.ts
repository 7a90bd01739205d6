import { listener } from '../../testing/port-evidence.ts';
import type { ListeningEntry } from '../../protocol/index.ts';
import { listenersOf, withOwners } from './owners.ts';

const entry = (pid: number, container: string | null): ListeningEntry => ({
  transport: 'tcp',
  address: '0.0.0.0',
  port: 8443,
  family: 'ipv4',
  uid: 0,
  process: 'envoy',
  pid,
  container,
});

describe('P05: several sockets at one address and port', () => {
  it('stay one row each, with the owner of each', () => {
    const rows = listenersOf([entry(7, 'a'.repeat(64)), entry(8, 'b'.repeat(64))], [], null);
    expect(rows.map(({ pid, container }) => [pid, container?.name])).toEqual([
      [7, 'a'.repeat(12)],
      [8, 'b'.repeat(12)],
    ]);
  });

  it('are given an owner each where another look knows the owners', () => {
    const blind = listener(null, 8443);
    const rows = withOwners([blind, blind, blind], [entry(7, null), entry(8, null)], []);
    expect(rows.map(({ pid }) => pid)).toEqual([7, 8, null]);
  });
});
