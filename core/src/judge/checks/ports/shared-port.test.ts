import { hostMode, listener, looked } from '../../../testing/port-evidence.ts';
import { sharedPort } from './shared-port.ts';

const containers = [hostMode('one'), hostMode('two')];
const check = (...listeners: ReturnType<typeof listener>[]) =>
  sharedPort.check(looked({ containers, listeners }));

describe('HN0326 shared-port', () => {
  it('P05: fires where two containers share one address and port', () => {
    expect(check(listener('one', 8443, { pid: 7 }), listener('two', 8443, { pid: 8 }))).toMatchObject([
      {
        severity: 'warning',
        title: 'one and two share port 8443/tcp: connections are spread over them',
        evidence: ['one (pid 7) listens on 0.0.0.0:8443/tcp', 'two (pid 8) listens on 0.0.0.0:8443/tcp'],
        remedy: { command: 'docker stop two' },
      },
    ]);
  });

  it('fires where a program of this computer shares it with a container', () => {
    const mine = listener(null, 8443, { process: 'envoy', pid: 9 });
    expect(check(listener('one', 8443), mine)[0]?.title).toMatch(/^one and envoy share/);
  });

  it('P05: stays silent where each address has its own owner: IPv4 and IPv6 of two programs', () => {
    const six = listener('two', 8443, { address: '::', family: 'ipv6' });
    expect(check(listener('one', 8443), six)).toEqual([]);
  });

  it('stays silent where the workers of one container share it, where programs of the computer do, and on multicast ports', () => {
    const worker = (pid: number) => listener('one', 80, { pid });
    expect(check(worker(1), worker(2))).toEqual([]);
    const mine = (process: string) => listener(null, 80, { process, pid: 3 });
    expect(check(mine('a'), mine('b'), listener('one', 81))).toEqual([]);
    const udp = { transport: 'udp', port: 5353 } as const;
    expect(check(listener('one', 5353, udp), listener('two', 5353, udp))).toEqual([]);
  });
});
