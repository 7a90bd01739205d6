import { createSocket } from 'node:dgram';
import type { NameRecords } from './types.ts';

/** A names server that answers. */
export interface Names {
  /** Exchanges the records. */
  use(records: NameRecords): void;
}

// RFC 1035 §3.2.2 and §4.1.1, RFC 3596 §2.1.
const TYPE_A = 1;
const TYPE_AAAA = 28;
const HEADER = 12;
const NO_SUCH_NAME = 3;
const TTL_S = 1;

/** Opens a names server on UDP port 53 of an address. It knows its records, says "no such name" to the rest, and asks nobody. */
export function openNames(address: string, records: NameRecords): Promise<Names> {
  const socket = createSocket('udp4');
  let known = records;
  socket.on('message', (query, from) => {
    const answer = answerQuery(query, known);
    if (answer) socket.send(answer, from.port, from.address, () => undefined);
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind({ address, port: 53, exclusive: true }, () => {
      socket.off('error', reject);
      socket.on('error', () => undefined);
      resolve({ use: (next) => (known = next) });
    });
  });
}

/** Returns the answer to one DNS query, null when it is none. */
export function answerQuery(query: Buffer, records: NameRecords): Buffer | null {
  const question = readQuestion(query);
  if (!question) return null;
  const record = records[question.name];
  const address = question.type === TYPE_A ? record?.a : question.type === TYPE_AAAA ? record?.aaaa : null;
  const head = Buffer.from(query.subarray(0, question.end));
  // Answer, recursion available; keep id, opcode and "recursion desired".
  head[2] = 0x84 | ((query[2] ?? 0) & 0x79);
  head[3] = 0x80 | (record ? 0 : NO_SUCH_NAME);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(address ? 1 : 0, 6);
  head.writeUInt32BE(0, 8);
  if (!address) return head;
  const data = addressBytes(address);
  const resource = Buffer.alloc(12);
  resource.writeUInt16BE(0xc000 | HEADER, 0);
  resource.writeUInt16BE(question.type, 2);
  resource.writeUInt16BE(1, 4);
  resource.writeUInt32BE(TTL_S, 6);
  resource.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, resource, data]);
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } | null {
  if (query.length < HEADER + 5 || ((query[2] ?? 0) & 0x80) !== 0 || query.readUInt16BE(4) !== 1) return null;
  const labels: string[] = [];
  let at = HEADER;
  for (;;) {
    const length = query[at];
    if (length === undefined || length > 63) return null;
    at += 1;
    if (length === 0) break;
    labels.push(
      query
        .subarray(at, at + length)
        .toString('latin1')
        .toLowerCase(),
    );
    at += length;
  }
  if (at + 4 > query.length) return null;
  return { name: labels.join('.'), type: query.readUInt16BE(at), end: at + 4 };
}

/** Returns an address as the resource data of its record. */
function addressBytes(address: string): Buffer {
  if (!address.includes(':')) return Buffer.from(address.split('.').map(Number));
  const [left = '', right = ''] = address.split('::');
  const head = left.split(':').filter(Boolean);
  const tail = right.split(':').filter(Boolean);
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return Buffer.from([...head, ...zeros, ...tail].map((group) => group.padStart(4, '0')).join(''), 'hex');
}
