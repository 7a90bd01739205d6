import { readFile } from 'node:fs/promises';
import type { PortFacts } from '@hostnet/core';
import { known, unknown } from '@hostnet/core/start';
import { errnoOf, fieldOf } from '@hostnet/node';

export type Firewalls = Extract<PortFacts['firewalls'], { known: true }>['value'];
/** Returns what a command prints. Throws when there is none such, or it fails. */
export type Ask = (command: string, args: readonly string[]) => Promise<string>;

/** ufw keeps its state in a file that anybody may read; firewalld's tool answers anybody; rules of the kernel need root. */
export async function linuxFirewalls(ask: Ask): Promise<PortFacts['firewalls']> {
  const [ufw, firewalld, four, six, nftables] = await Promise.all([
    readFile('/etc/ufw/ufw.conf', 'utf8').then(
      (text) => [{ name: 'ufw', active: /^\s*ENABLED=yes\s*$/m.test(text) }],
      () => [],
    ),
    ask('firewall-cmd', ['--state']).then(
      (text) => [{ name: 'firewalld', active: text.trim() === 'running' }],
      (error: unknown) => (errnoOf(error) === 'ENOENT' ? [] : [{ name: 'firewalld', active: false }]),
    ),
    inputRules(ask, 'iptables'),
    inputRules(ask, 'ip6tables'),
    nftRules(ask),
  ]);
  const rules = [four, six, nftables].filter((one) => one !== null);
  const found = [...ufw, ...firewalld, ...rules];
  if (rules.length === 0 && !found.some((one) => one.active))
    return unknown('the rules of this machine’s kernel can be read as root only');
  return known(found, 'ufw.conf, firewall-cmd, iptables, nft');
}

/** Whether the INPUT chain drops or rejects anything; null where that cannot be read. */
async function inputRules(ask: Ask, name: 'iptables' | 'ip6tables'): Promise<Firewalls[number] | null> {
  try {
    const text = await ask(name, ['--wait', '1', '-S', 'INPUT']);
    return { name, active: /^-P INPUT (DROP|REJECT)|-j (DROP|REJECT)/m.test(text) };
  } catch {
    return null;
  }
}

/** Whether a table of nftables that is not iptables' own drops or rejects what comes in; null where that cannot be read. */
async function nftRules(ask: Ask): Promise<Firewalls[number] | null> {
  try {
    return { name: 'nftables', active: nftFilters(JSON.parse(await ask('nft', ['-j', 'list', 'ruleset']))) };
  } catch {
    return null;
  }
}

/** Returns whether a ruleset in nft's JSON (libnftables-json(5)) has a table whose hook `input` drops or rejects something. */
export function nftFilters(ruleset: unknown): boolean {
  const list = fieldOf(ruleset, 'nftables');
  const entries: unknown[] = Array.isArray(list) ? list : [];
  const inputs = entries
    .map((entry) => fieldOf(entry, 'chain'))
    // iptables asks the kernel through nftables too: its own tool tells of those.
    .filter((chain) => fieldOf(chain, 'hook') === 'input' && fieldOf(chain, 'name') !== 'INPUT');
  const tables = new Set(inputs.map(tableOf));
  return (
    inputs.some((chain) => fieldOf(chain, 'policy') === 'drop') ||
    entries
      .map((entry) => fieldOf(entry, 'rule'))
      // A chain with a hook leads to others of its table.
      .some((rule) => rule !== undefined && tables.has(tableOf(rule)) && isDropping(fieldOf(rule, 'expr')))
  );
}

function tableOf(one: unknown): string {
  return `${String(fieldOf(one, 'family'))} ${String(fieldOf(one, 'table'))}`;
}

function isDropping(steps: unknown): boolean {
  return (
    Array.isArray(steps) &&
    steps.some((step) => ['drop', 'reject'].some((word) => fieldOf(step, word) !== undefined))
  );
}
