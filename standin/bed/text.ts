import type { BedStatus } from './control/protocol.ts';
import type { Scenarios } from './scenarios/types.ts';

/** Returns a bed's status for people. */
export function statusText(status: BedStatus): string {
  const rows: [string, string][] = [
    ['engine', status.dockerHost],
    ['namespace', status.namespace],
    ['machine', `${status.hostAddress}  ${status.hostAddress6}`],
    ['VM', `${status.vmAddress}  ${status.vmAddress6}`],
    ['host.docker.internal', status.gatewayAddress],
    ['home', status.home],
    ['on the machine', status.forwarded.host.join(', ') || 'nothing forwarded'],
    ['in the VM', status.forwarded.vm.join(', ') || 'nothing forwarded'],
    ...Object.entries(status.conflicts).map(([what, errno]): [string, string] => [
      'taken',
      `${what}: ${errno}`,
    ]),
    [
      'knobs',
      Object.entries(status.knobs)
        .map(([name, value]) => `${name}=${value}`)
        .join(' '),
    ],
  ];
  return rows.map(([name, value]) => `${name.padEnd(22)}${value}\n`).join('');
}

/** Returns one line a scenario. */
export function scenariosText(scenarios: Scenarios): string {
  return Object.entries(scenarios)
    .map(([name, { verdict, about }]) => `${name.padEnd(30)}${verdict.padEnd(16)}${about}\n`)
    .join('');
}

/** Returns the exports that point a shell at a bed. */
export function exportsOf(status: BedStatus): string {
  const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
  const values = {
    DOCKER_HOST: status.dockerHost,
    HOSTNET_HELPER_HOME: status.home,
    HOSTNET_BED_NAMESPACE: status.namespace,
    HOSTNET_BED_HOST_ADDRESS: status.hostAddress,
    // The bed forwards wildcard listeners to this address instead of the machine's own.
    HOSTNET_LAN_ADDRESS: status.hostAddress,
    HOSTNET_BED_VM_ADDRESS: status.vmAddress,
  };
  const lines = Object.entries(values).map(([name, value]) => `export ${name}=${quote(value)}\n`);
  return `unset DOCKER_CONTEXT\n${lines.join('')}`;
}
