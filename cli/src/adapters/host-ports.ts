import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { known, unknown, type PortFacts } from '@hostnet/core';
import type { HostPortFacts } from '@hostnet/core/listening';
import { errnoOf, HostnetError } from '@hostnet/node';

const run = promisify(execFile);

/** One question to the system, in ms. */
const ASK_MS = 2000;

type Firewalls = Extract<PortFacts['firewalls'], { known: true }>['value'];
type Ranges = Extract<PortFacts['excludedPorts'], { known: true }>['value'];
type Ask = (command: string, args: readonly string[]) => Promise<string>;

/** Returns this computer's firewalls and the ports Windows keeps for itself. Never throws. */
export async function hostPorts(signal: AbortSignal): Promise<HostPortFacts> {
  const ask: Ask = async (command, args) => {
    const { stdout } = await run(command, [...args], { signal, timeout: ASK_MS, windowsHide: true });
    return stdout;
  };
  const [firewalls, excludedPorts] = await Promise.all([
    firewallsOf(process.platform, ask),
    process.platform === 'win32'
      ? excludedOf(ask)
      : known<Ranges>([], 'only Windows reserves ranges of ports'),
  ]);
  return { firewalls, excludedPorts };
}

async function firewallsOf(platform: string, ask: Ask): Promise<PortFacts['firewalls']> {
  try {
    if (platform === 'darwin') return known(await macFirewall(ask), 'socketfilterfw');
    if (platform === 'win32') return known(await windowsFirewall(ask), 'Get-NetFirewallProfile');
    return await linuxFirewalls(ask);
  } catch {
    return unknown('the system gave no answer');
  }
}

/** Prints `Firewall is enabled. (State = 1)`; 2 blocks all that is not essential (socketfilterfw, macOS). */
async function macFirewall(ask: Ask): Promise<Firewalls> {
  const text = await ask('/usr/libexec/ApplicationFirewall/socketfilterfw', ['--getglobalstate']);
  const state = /State = (\d)/.exec(text)?.[1];
  if (state === undefined) throw new HostnetError('socketfilterfw printed something unknown');
  return [{ name: 'the firewall of macOS', active: state !== '0' }];
}

/** The cmdlet's values are numbers in every language of Windows, what netsh prints is translated. */
async function windowsFirewall(ask: Ask): Promise<Firewalls> {
  const script = 'Get-NetFirewallProfile | ForEach-Object { [int]$_.Enabled }';
  const text = await ask('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script]);
  const states = text.split(/\s+/).filter(Boolean);
  if (!states.every((state) => /^\d$/.test(state)) || states.length === 0)
    throw new HostnetError('Get-NetFirewallProfile printed something unknown');
  return [{ name: 'Windows Defender Firewall', active: states.includes('1') }];
}

/** ufw keeps its state in a file that anybody may read; firewalld's tool answers anybody; rules of the kernel need root. */
async function linuxFirewalls(ask: Ask): Promise<PortFacts['firewalls']> {
  const [ufw, firewalld, rules] = await Promise.all([
    readFile('/etc/ufw/ufw.conf', 'utf8').then(
      (text) => [{ name: 'ufw', active: /^\s*ENABLED=yes\s*$/m.test(text) }],
      () => [],
    ),
    ask('firewall-cmd', ['--state']).then(
      (text) => [{ name: 'firewalld', active: text.trim() === 'running' }],
      (error: unknown) => (errnoOf(error) === 'ENOENT' ? [] : [{ name: 'firewalld', active: false }]),
    ),
    inputRules(ask),
  ]);
  const found = [...ufw, ...firewalld, ...(rules ?? [])];
  if (rules === null && !found.some((one) => one.active))
    return unknown('the rules of this machine’s kernel can be read as root only');
  return known(found, 'ufw.conf, firewall-cmd, iptables');
}

/** Whether the INPUT chain drops or rejects anything; null where that cannot be read. */
async function inputRules(ask: Ask): Promise<Firewalls | null> {
  try {
    const text = await ask('iptables', ['--wait', '1', '-S', 'INPUT']);
    return [{ name: 'iptables', active: /^-P INPUT (DROP|REJECT)|-j (DROP|REJECT)/m.test(text) }];
  } catch {
    return null;
  }
}

/** `netsh int ipv4 show excludedportrange`: two numbers a line, in every language of Windows. */
async function excludedOf(ask: Ask): Promise<PortFacts['excludedPorts']> {
  try {
    const lists = await Promise.all(
      (['tcp', 'udp'] as const).map(async (transport) => {
        const text = await ask('netsh', [
          'int',
          'ipv4',
          'show',
          'excludedportrange',
          `protocol=${transport}`,
        ]);
        return excludedRanges(text).map((range) => ({ transport, ...range }));
      }),
    );
    return known(lists.flat(), 'netsh');
  } catch {
    return unknown('netsh gave no answer');
  }
}

/** Returns the ranges in netsh's table. */
export function excludedRanges(text: string): { from: number; to: number }[] {
  return [...text.matchAll(/^\s*(\d{1,5})\s+(\d{1,5})\s*\*?\s*$/gm)].map((match) => ({
    from: Number(match[1]),
    to: Number(match[2]),
  }));
}
