import { advertisedAddress } from './advertised-address.ts';
import { behindVm, hostMode, looked } from '../../../testing/port-evidence.ts';

const with_ = (variable: string, host: string) =>
  advertisedAddress.check(
    behindVm({
      containers: [hostMode('kafka', { envHosts: [{ variable, host, kind: 'address' }] })],
    }),
  );

describe('HN0320 advertised-address', () => {
  it('fires for an address of the VM in a variable that is told to others', () => {
    expect(with_('KAFKA_ADVERTISED_LISTENERS', '192.168.65.3')).toMatchObject([
      {
        severity: 'warning',
        title: 'kafka advertises 192.168.65.3, an address of Docker’s VM',
        remedy: {
          text: 'Set KAFKA_ADVERTISED_LISTENERS to this computer’s own address, 192.0.2.10.',
          command: null,
        },
      },
    ]);
    expect(with_('ROS_IP', '192.168.65.3')).toHaveLength(1);
  });

  it('stays silent on this computer’s addresses, on bridges inside, and on variables that tell nobody', () => {
    expect(with_('KAFKA_ADVERTISED_LISTENERS', '192.0.2.10')).toEqual([]);
    expect(with_('KAFKA_ADVERTISED_LISTENERS', '172.17.0.1')).toEqual([]);
    expect(with_('DB_HOST', '192.168.65.3')).toEqual([]);
    expect(with_('SHIP_ID', '192.168.65.3')).toEqual([]);
  });

  it('is skipped where host mode is this computer’s own network', () => {
    expect(advertisedAddress.applicable(looked({ containers: [hostMode('x')] }))).toBe(
      'host mode is this computer’s own network',
    );
  });
});
