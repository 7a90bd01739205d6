import { quote } from '../../knowledge/commands.ts';
import type { Cause } from './link.ts';
import { named } from './mentions.ts';
import { and, capital, portName, programOf, type Subject } from './subject.ts';

/** A host-mode container that runs and says of itself that it has the port; null when there is none. */
export function holderCause(subject: Subject): Cause | null {
  const { port, transport, mentions, report } = subject;
  const holder = mentions.find((one) => one.holder?.networkMode === 'host' && isUp(one.holder))?.holder;
  if (!holder) return null;
  const mine = mentions.filter((one) => one.holder === holder);
  const listens = (report.listeners ?? []).filter((row) => row.container?.id === holder.id);
  const label = portName(port, transport);
  const places = and([...new Set(listens.map((row) => portName(row.port, row.transport)))].slice(0, 5));
  const idle = report.ports.owners === 'all' ? `${holder.name} has no port open yet, and its` : 'its';
  const [real] = listens;
  return {
    sentence: `Nothing listens on port ${label}.`,
    ending: `Nothing listens on port ${label}, though ${named(mine)} it: ${real ? `${holder.name} listens on port ${places}` : `${idle} log may say why`}.`,
    command: real
      ? `hostnet port ${real.port}${real.transport === 'udp' ? ' --udp' : ''}`
      : `docker logs --tail 20 ${quote(holder.name)}`,
    evidence: [
      ...mine.map(({ words }) => words).slice(0, 6),
      ...listens.slice(0, 5).map((row) => `${programOf(row)}: ${row.address} port ${row.port}`),
    ],
  };
}

/** A bridge container that runs and says that its program has the port inside, which is not published; null when there is none. */
export function unpublishedCause({ port, transport, mentions }: Subject): Cause | null {
  const found = mentions.find(
    ({ holder }) =>
      holder && isUp(holder) && holder.networkMode !== 'host' && !holder.networkMode.startsWith('container:'),
  );
  if (!found?.holder) return null;
  const { holder } = found;
  const mine = mentions.filter((one) => one.holder === holder);
  const label = portName(port, transport);
  const udp = transport === 'udp' ? '/udp' : '';
  return {
    sentence: `Nothing publishes port ${label}: ${holder.name}, which should have it, is in a bridge network of its own.`,
    ending: `${capital(named(mine))} port ${label}, which is inside ${holder.name} and not published: start ${holder.name} with -p ${port}:${port}${udp}.`,
    command: null,
    evidence: [`${holder.name}: network mode ${holder.networkMode}`, ...mine.map(({ words }) => words)],
  };
}

/** A service of the Compose file here that should have the port; null when there is none. */
export function composeCause({ port, transport, hints, report }: Subject): Cause | null {
  const hint = hints.find(({ side }) => side === 'computer') ?? hints[0];
  if (!hint) return null;
  const label = portName(port, transport);
  const sentence = `Nothing listens on port ${label}.`;
  const evidence = hints.map(({ because }) => because).slice(0, 6);
  if (hint.side === 'container')
    return {
      sentence,
      ending: `Nothing publishes port ${label}: ${hint.because}, and the Compose file does not publish it. Add it to \`ports\` of ${hint.service}.`,
      command: null,
      evidence,
    };
  const made = report.containers.filter(({ compose }) => compose?.service === hint.service);
  const without = typeof report.containersReason === 'string' ? null : made.length === 0;
  const state =
    without === true
      ? `, and ${hint.service} has no container: start it`
      : without === false && made.some(isUp)
        ? `, and its container was made without that: make it anew`
        : ': start it';
  return {
    sentence,
    ending: `Nothing listens on port ${label}, though ${hint.because}${state}.`,
    command: `docker compose up --detach ${quote(hint.service)}`,
    evidence,
  };
}

function isUp({ state }: { readonly state: string }): boolean {
  return state === 'running' || state === 'paused';
}
