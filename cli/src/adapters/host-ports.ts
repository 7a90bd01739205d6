import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { PortFacts } from '@hostnet/core';
import { known, unknown } from '@hostnet/core/start';
import type { HostPortFacts } from '@hostnet/core/listening';
import { HostnetError } from '@hostnet/node';
import { linuxFirewalls, type Ask, type Firewalls } from './linux-firewalls.ts';

const run = promisify(execFile);

/** One question to the system, in ms. */
const ASK_MS = 2000;

type Ranges = Extract<PortFacts['excludedPorts'], { known: true }>['value'];

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
