import { randomInt } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { pause } from '../../abort.ts';
import { errnoOf } from '../../errno.ts';
import { mdnsQuestion, ssdpQuestion, type Question } from './questions.ts';

/**
 * Asks once on every interface with an IPv4 address but loopback, TTL 1, and returns the addresses that answered within
 * `waitMs`, without this namespace's own. Throws when the question could be sent on none.
 */
export async function discover(
  protocol: 'mdns' | 'ssdp',
  waitMs: number,
  signal: AbortSignal,
): Promise<string[]> {
  const question = protocol === 'mdns' ? mdnsQuestion(randomInt(1, 1 << 16)) : ssdpQuestion();
  const all = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  const ways = all.filter(({ family, internal }) => family === 'IPv4' && !internal);
  if (ways.length === 0) throw new Error('there is no interface with an IPv4 address but loopback');
  const own = new Set(all.map(({ address }) => address));
  const answered = new Set<string>();
  const heard = (address: string): void => {
    if (!own.has(address)) answered.add(address);
  };
  const asked = await Promise.all(ways.map(({ address }) => ask(question, address, heard)));
  try {
    const faults = asked.flatMap(({ fault }) => (fault === null ? [] : [fault]));
    if (faults.length === asked.length) throw new Error(`the question could not be sent (${faults[0]})`);
    await pause(waitMs, signal);
    return [...answered];
  } finally {
    for (const { socket } of asked) socket.close();
  }
}

interface Asked {
  readonly socket: Socket;
  readonly fault: string | null;
}

function ask(question: Question, from: string, heard: (address: string) => void): Promise<Asked> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const settle = (error: unknown): void => resolve({ socket, fault: error ? errnoOf(error) : null });
    socket.on('message', (data, { address }) => {
      if (question.isAnswer(data)) heard(address);
    });
    socket.on('error', settle);
    // Bound to the one address, so that answers to another interface's question are not heard twice as its own.
    socket.bind({ address: from, port: 0, exclusive: true }, () => {
      try {
        socket.setMulticastTTL(1);
        socket.setMulticastInterface(from);
        socket.send(question.datagram, question.port, question.group, settle);
      } catch (error) {
        settle(error);
      }
    });
  });
}
