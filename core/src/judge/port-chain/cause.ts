import { quote, tryCommand } from '../../knowledge/commands.ts';
import type { ContainerFacts } from '../../model/facts.ts';
import { composeCause, holderCause, unpublishedCause } from './cause-hints.ts';
import { named } from './mentions.ts';
import { brokenBy, CAUSES, findingOf } from './port-findings.ts';
import type { Cause } from './link.ts';
import { answersSomewhere } from './rows.ts';
import { and, portName, programOf, type Discarded, type Subject } from './subject.ts';

/** Returns the best explanation of a port that nothing listens on: what a check found, else what containers say of the port. */
export function causeOf(subject: Subject): Cause {
  const { port, transport, report, discarded, innerSide, publishedAs, bridgeOnly, stopped } = subject;
  if (discarded[0]) return discardedCause(subject, discarded[0]);
  const codes = [...CAUSES.container, ...CAUSES.stale];
  const found = findingOf(report.findings, codes, port, transport);
  if (found) return brokenBy(found);
  if (publishedAs[0]) return publishedCause(subject, publishedAs[0]);
  if (innerSide[0]) return discardedCause(subject, innerSide[0]);
  if (bridgeOnly[0]) return bridgeCause(subject, bridgeOnly[0]);
  return (
    holderCause(subject) ??
    unpublishedCause(subject) ??
    (stopped[0] ? stoppedCause(subject, stopped[0]) : composeCause(subject)) ??
    otherCause(subject)
  );
}

function publishedCause(subject: Subject, { container, hostPort }: Subject['publishedAs'][number]): Cause {
  const { port, transport, platform } = subject;
  const map = `-p ${hostPort}:${port}${transport === 'udp' ? '/udp' : ''}`;
  return {
    sentence: `Nothing listens on port ${portName(port, transport)} of this computer: ${container.name} publishes its port ${port} as ${hostPort}.`,
    ending: `Port ${port} is the port inside ${container.name}: on this computer use port ${hostPort}.`,
    command:
      transport === 'tcp' ? tryCommand(hostPort, 'localhost', platform) : `hostnet port ${hostPort} --udp`,
    evidence: [`${container.name} was started with ${map}`],
  };
}

function bridgeCause({ port, transport }: Subject, { name, image, networkMode }: ContainerFacts): Cause {
  const label = portName(port, transport);
  const udp = transport === 'udp' ? '/udp' : '';
  return {
    sentence: `Nothing publishes port ${label}: ${name} has it, in a bridge network of its own.`,
    ending: `${name} uses port ${label} in a bridge network and does not publish it: start it with -p.`,
    command: `docker run --publish ${port}:${port}${udp} ${quote(image)}`,
    evidence: [`${name}: network mode ${networkMode}, exposes ${port}/${transport}`],
  };
}

function stoppedCause({ port, transport, mentions }: Subject, container: ContainerFacts): Cause {
  const { name, state, exitCode, error } = container;
  const label = portName(port, transport);
  const code = exitCode === null ? '' : ` (exit code ${exitCode})`;
  const evidence = [
    `${name}: ${state}${code}`,
    ...mentions.filter(({ holder }) => holder === container).map(({ words }) => words),
    ...(error === '' ? [] : [`the engine said: ${error}`]),
  ];
  if (state === 'restarting')
    return {
      sentence: `Nothing listens on port ${label}: ${name}, which uses it, ends and is restarted again and again${code}.`,
      ending: `${name} uses port ${label}, but its program ends each time it is started${code}: its log says why.`,
      command: `docker logs --tail 20 ${quote(name)}`,
      evidence,
    };
  return {
    sentence: `Nothing listens on port ${label}: ${name}, which uses it, is ${state}.`,
    ending: `${name} uses port ${label} and is ${state}: start it.`,
    command: `docker start ${quote(name)}`,
    evidence,
  };
}

function otherCause({ port, transport, otherTransport, mentions, report }: Subject): Cause {
  const name = portName(port, transport);
  if (otherTransport[0]) {
    const other = otherTransport[0];
    return {
      sentence: `Nothing listens on port ${name}: ${programOf(other)} listens on ${port}/${other.transport}.`,
      ending: `Port ${port} is used over ${other.transport.toUpperCase()} by ${programOf(other)}, not over ${transport.toUpperCase()}.`,
      command: `hostnet port ${port}${other.transport === 'udp' ? ' --udp' : ''}`,
      evidence: [],
    };
  }
  const sentence = `Nothing listens on port ${name}.`;
  if (mentions.length > 0)
    return {
      sentence,
      ending: `Nothing listens on port ${name}, though ${named(mentions)} it: see which ports have a listener.`,
      command: 'hostnet ports',
      evidence: mentions.slice(0, 6).map(({ words }) => words),
    };
  const nobody = typeof report.containersReason !== 'string' ? ', and no container names it' : '';
  return {
    sentence,
    ending: `Nothing listens on port ${name}${nobody}: check the number, or see which ports have a listener.`,
    command: 'hostnet ports',
    evidence: [],
  };
}

/** A `-p` of a host-mode container, which names the port on either side: the container uses the ports that it listens on. */
function discardedCause(subject: Subject, { container, containerPort, hostPort, rows }: Discarded): Cause {
  const { port, transport, platform } = subject;
  const udp = transport === 'udp' ? '/udp' : '';
  const map = `-p ${hostPort ?? ''}:${containerPort}${udp}`;
  const ignored = `${map} is ignored in host mode`;
  const evidence = [`${container.name}: network mode host, started with ${map}`];
  const sentence = `Nothing listens on port ${port}: ${ignored}.`;
  const real = rows.find((row) => row.port === containerPort) ?? rows[0];
  if (!real)
    return {
      sentence,
      ending: `Port ${port} has no effect, since ${ignored}, and ${container.name} has no port open yet: its log may say why.`,
      command: `docker logs --tail 20 ${quote(container.name)}`,
      evidence,
    };
  const places = and([...new Set(rows.map((row) => String(row.port)))].slice(0, 5));
  const answers = rows.find(answersSomewhere);
  const six = answers !== undefined && answers.reach.v4.outcome !== 'reachable';
  return {
    sentence,
    ending: `Port ${port} is discarded, since ${ignored}: ${container.name} listens on port ${places}${answers ? ', and answers there' : ''}.`,
    command: answers
      ? tryCommand(answers.port, six ? '::1' : 'localhost', platform)
      : `hostnet port ${real.port}${transport === 'udp' ? ' --udp' : ''}`,
    evidence: [
      ...evidence,
      ...rows.slice(0, 5).map((row) => `${programOf(row)}: ${row.address} port ${row.port}`),
    ],
  };
}
