import { addressNotHere } from './address-not-here.ts';
import type { BindFailure } from '../../../model/port-facts.ts';
import { behindVm, hostMode, listener, looked } from '../../../testing/port-evidence.ts';

const LINE = 'bind() to 192.0.2.10:80 failed (99: Cannot assign requested address)';
const failure = (over: Partial<BindFailure> = {}): BindFailure => ({
  container: 'web',
  kind: 'address-unavailable',
  address: '192.0.2.10',
  port: 80,
  line: LINE,
  ...over,
});
const web = hostMode('web', { state: 'exited' });

describe('HN0309 address-not-here', () => {
  it('fires behind a VM for this computer’s own address', () => {
    const [finding, ...more] = addressNotHere.check(
      behindVm({ containers: [web] }, { bindFailures: [failure(), failure({ port: 443 })] }),
    );
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'error',
      title: 'web wants to listen on 192.0.2.10, which is not an address of its network',
      detail: `web said: "${LINE}" It is an address of this computer, but in host mode a program sees the addresses of Docker’s VM.`,
      evidence: [
        'web is exited',
        '192.0.2.10 is on an interface of this computer',
        '192.0.2.10 is on no interface of the host-mode network',
      ],
    });
  });

  it('fires on a plain engine, with its own reason', () => {
    const found = addressNotHere.check(looked({ containers: [web] }, { bindFailures: [failure()] }));
    expect(found[0]?.detail).toContain('the machine the engine runs on, and this is none of them.');
  });

  it('stays silent on bridge containers, other failures, and a container that listens by now', () => {
    const bindFailures = [failure()];
    const bridge = { ...web, networkMode: 'bridge' };
    expect(addressNotHere.check(looked({ containers: [bridge] }, { bindFailures }))).toEqual([]);
    const other = [failure({ kind: 'address-in-use' })];
    expect(addressNotHere.check(looked({ containers: [web] }, { bindFailures: other }))).toEqual([]);
    const running = { containers: [hostMode('web')], listeners: [listener('web', 80)] };
    expect(addressNotHere.check(looked(running, { bindFailures }))).toEqual([]);
  });
});
