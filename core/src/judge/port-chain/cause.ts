import type { BindFailure } from '../../model/port-facts.ts';
import { quote, tryCommand } from '../../knowledge/commands.ts';
import { answersSomewhere } from './rows.ts';
import { and, portName, programOf, type Discarded, type Subject } from './subject.ts';

/** Why nothing listens on a port, and what to do. */
export interface Cause {
  readonly sentence: string;
  readonly ending: string;
  readonly command: string | null;
  readonly evidence: readonly string[];
}

/** Returns the best explanation of a port that nobody in host mode listens on. */
export function causeOf(subject: Subject): Cause {
  const { port, transport, failures, discarded, bridgeOnly, stopped, otherTransport } = subject;
  const name = portName(port, transport);
  if (discarded[0]) return discardedCause(subject, discarded[0]);
  if (failures[0]) return failureCause(subject, failures[0]);
  if (bridgeOnly[0]) {
    const { name: container, image } = bridgeOnly[0];
    const udp = transport === 'udp' ? '/udp' : '';
    return {
      sentence: `Nothing publishes port ${name}: ${container} has it, in a bridge network of its own.`,
      ending: `${container} uses port ${name} in a bridge network and does not publish it: start it with -p.`,
      command: `docker run --publish ${port}:${port}${udp} ${quote(image)}`,
      evidence: [`${container}: network mode ${bridgeOnly[0].networkMode}, exposes ${port}/${transport}`],
    };
  }
  if (stopped[0]) {
    const { name: container, state } = stopped[0];
    return {
      sentence: `Nothing listens on port ${name}: ${container}, which uses it, is ${state}.`,
      ending: `${container} uses port ${name} and is ${state}: start it.`,
      command: `docker start ${quote(container)}`,
      evidence: [`${container}: ${state}, exposes ${port}/${transport}`],
    };
  }
  if (otherTransport[0]) {
    const other = otherTransport[0];
    return {
      sentence: `Nothing listens on port ${name}: ${programOf(other)} listens on ${port}/${other.transport}.`,
      ending: `Port ${port} is used over ${other.transport.toUpperCase()} by ${programOf(other)}, not over ${transport.toUpperCase()}.`,
      command: `hostnet port ${port}${other.transport === 'udp' ? ' --udp' : ''}`,
      evidence: [],
    };
  }
  return {
    sentence: `Nothing listens on port ${name} in host mode.`,
    ending: `No program in host mode listens on port ${name}: start it, or look at which port it took.`,
    command: 'hostnet ports',
    evidence: [],
  };
}

function discardedCause(subject: Subject, { container, containerPort, rows }: Discarded): Cause {
  const { port, transport, platform } = subject;
  const map = `-p ${port}:${containerPort}${transport === 'udp' ? '/udp' : ''}`;
  const ignored = `${map} is ignored in host mode`;
  const evidence = [`${container.name}: network mode host, asked for ${map}`];
  const real = rows.find((row) => row.port === containerPort) ?? rows[0];
  if (!real)
    return {
      sentence: `Nothing listens on port ${port}: ${ignored}.`,
      ending: `Port ${port} is discarded: ${ignored}, and ${container.name} listens on no port yet.`,
      command: `docker logs --tail 20 ${quote(container.name)}`,
      evidence,
    };
  const places = and([...new Set(rows.map((row) => String(row.port)))].slice(0, 5));
  const answers = rows.find(answersSomewhere);
  const six = answers !== undefined && answers.reach.v4.outcome !== 'reachable';
  const udp = transport === 'udp';
  return {
    sentence: `Nothing listens on port ${port}: ${ignored}.`,
    ending: `Port ${port} is discarded, since ${ignored}: ${container.name} listens on port ${places}${answers ? ', and answers there' : ''}.`,
    command: answers
      ? tryCommand(answers.port, six ? '::1' : 'localhost', platform)
      : `hostnet port ${real.port}${udp ? ' --udp' : ''}`,
    evidence: [
      ...evidence,
      ...rows.slice(0, 5).map((row) => `${programOf(row)}: ${row.address} port ${row.port}`),
    ],
  };
}

/** A container that wanted this port and said why it could not have it. */
export function failureCause(subject: Subject, failure: BindFailure): Cause {
  const { port, transport, rows } = subject;
  const name = portName(port, transport);
  const { container } = failure;
  const evidence = [`${container}: ${failure.line}`];
  const logs = `docker logs --tail 20 ${quote(container)}`;
  if (failure.kind === 'permission-denied') {
    const sentence = `${container} may not take port ${name}: low ports need root in host mode.`;
    const ending = `${container} may not take port ${name}: run it as root, or have it use a port from 1024 on.`;
    return { sentence, ending, command: logs, evidence };
  }
  if (failure.kind === 'address-unavailable') {
    const where = failure.address ?? 'the address it was told';
    const sentence = `${container} could not take port ${name}: host mode has no address ${where}.`;
    const ending = `${container} could not bind ${where}, which host mode does not have: have it listen on 0.0.0.0.`;
    return { sentence, ending, command: logs, evidence };
  }
  const holder = rows?.find((row) => row.container?.name !== container) ?? null;
  if (!holder) {
    const sentence = `${container} wanted port ${name}, which was in use then.`;
    const ending = `${container} wanted port ${name} while something held it, and nobody in host mode does now: start it again.`;
    return { sentence, ending, command: `docker restart ${quote(container)}`, evidence };
  }
  const who = programOf(holder);
  const sentence = `${container} wanted port ${name} too and could not have it: ${who} holds it.`;
  return {
    sentence,
    ending: `${container} could not take port ${name}, because ${who} holds it: give one of them another port, or stop the other.`,
    command: holder.container ? `docker stop ${quote(holder.container.name)}` : null,
    evidence,
  };
}
