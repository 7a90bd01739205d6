import { containerFixture } from '../../../testing/container-fixture.ts';
import { known, unknown } from '../../../model/known.ts';
import { excludedPorts } from './excluded-ports.ts';
import { behindVm, listener, looked, reach } from '../../../testing/port-evidence.ts';

const kept = {
  excludedPorts: known(
    [
      { transport: 'tcp' as const, from: 50_000, to: 50_099 },
      { transport: 'tcp' as const, from: 8080, to: 8180 },
      { transport: 'udp' as const, from: 500, to: 600 },
    ],
    'netsh',
  ),
};
const windows = (over = {}, facts = {}) => behindVm(over, { ...kept, ...facts }, 'win32');
const of = (port: number, facts = {}) =>
  excludedPorts.check(windows({ listeners: [listener('web', port)] }, facts));

describe('HN0503 excluded-ports', () => {
  it.each([8080, 8100, 8180, 50_000])('fires for %i, inside a range', (port) => {
    expect(of(port)).toMatchObject([
      {
        severity: 'warning',
        title: `Windows reserves port ${port}/tcp, which web wants`,
        remedy: { command: 'net stop winnat' },
      },
    ]);
  });

  it('fires as error where Windows refused it', () => {
    const line = 'An attempt was made to access a socket in a way forbidden by its access permissions.';
    const bindFailures = [
      { container: 'b', kind: 'permission-denied', address: null, port: 8080, line } as const,
    ];
    const b = containerFixture('b', {
      state: 'created',
      error: line,
      requestedPorts: [{ transport: 'tcp', containerPort: 80, hostAddress: '', hostPort: 8080 }],
    });
    expect(excludedPorts.check(windows({ containers: [b] }, { bindFailures }))[0]?.severity).toBe('error');
  });

  it.each([8079, 8181, 550, 1])('stays silent on %i, outside', (port) => {
    expect(of(port)).toEqual([]);
  });

  it('stays silent where the container answers all the same', () => {
    expect(of(8080, { reach: [reach(8080)] })).toEqual([]);
  });

  it('is skipped where the ranges are not known, and elsewhere', () => {
    expect(excludedPorts.applicable(windows({}, { excludedPorts: unknown('no netsh') }))).toBe(
      'the ranges that Windows keeps are not known',
    );
    expect(excludedPorts.applicable(looked())).toBe('this computer does not run Windows');
  });
});
