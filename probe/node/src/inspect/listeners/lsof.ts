import type { ListeningEntry } from '@hostnet/core/protocol/probe';
import { endpointOf, familyOf } from './found.ts';

/**
 * What `lsof` is asked on macOS: no names of hosts and ports, whole commands, TCP listeners and UDP, one field a line
 * (lsof(8): process, command, uid, file, type, device, protocol, name).
 */
export const LSOF_ARGS = ['-nP', '+c', '0', '-iTCP', '-sTCP:LISTEN', '-iUDP', '-FpcuftdPn'] as const;

/**
 * Returns the sockets in the output of `lsof -F`. The device is the kernel's address of the socket: one that a parent and
 * its child both have open is one socket, of the first process told. A UDP socket with a peer, or none, is no listener.
 */
export function parseLsof(text: string): ListeningEntry[] {
  const found = new Map<string, ListeningEntry>();
  let owner: { pid: number | null; process: string | null; uid: number | null } = nobody();
  let file: Record<string, string> = {};
  const finish = (): void => {
    const { P: protocol, n: name, t: type } = file;
    if (name === undefined || (protocol !== 'TCP' && protocol !== 'UDP') || name.includes('->')) return;
    const local = endpointOf(name);
    if (!local) return;
    const any = type === 'IPv6' ? '::' : '0.0.0.0';
    const address = local.address === '*' ? any : local.address;
    const key = file['d'] ?? `${owner.pid} ${file['f']}`;
    if (found.has(key)) return;
    found.set(key, {
      transport: protocol === 'UDP' ? 'udp' : 'tcp',
      address,
      port: local.port,
      // Whether a socket on :: takes IPv4 too, lsof does not tell.
      family: familyOf(address, null),
      ...owner,
      container: null,
    });
  };
  for (const line of text.split('\n')) {
    const [kind, value] = [line.slice(0, 1), line.slice(1)];
    if (kind === 'p' || kind === 'f' || kind === '') {
      finish();
      file = kind === 'f' ? { f: value } : {};
      if (kind === 'p') owner = { ...nobody(), pid: Number(value) };
    } else if (kind === 'c') owner.process = value;
    else if (kind === 'u') owner.uid = Number(value);
    else file[kind] = value;
  }
  finish();
  return [...found.values()];
}

const nobody = (): Pick<ListeningEntry, 'pid' | 'process' | 'uid'> => ({
  pid: null,
  process: null,
  uid: null,
});
