/** A discovery protocol: whom it asks, what, and which datagram is an answer to that. */
export interface Question {
  readonly group: string;
  readonly port: number;
  readonly datagram: Buffer;
  isAnswer(data: Buffer): boolean;
}

const LABELS = ['_services', '_dns-sd', '_udp', 'local'];

/**
 * Asks for all service types (RFC 6763 §9). From a port other than 5353 it is a legacy query: the answer comes by unicast
 * and repeats its id (RFC 6762 §6.7), so that this asks the network without joining any group.
 */
export function mdnsQuestion(id: number): Question {
  const name = Buffer.concat([
    ...LABELS.map((label) => Buffer.from([label.length, ...Buffer.from(label, 'latin1')])),
    Buffer.from([0]),
  ]);
  // id, flags, one question, no records; then the name, type PTR, class IN (RFC 1035 §4.1).
  const head = Buffer.from([id >> 8, id & 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  return {
    group: '224.0.0.251',
    port: 5353,
    datagram: Buffer.concat([head, name, Buffer.from([0, 12, 0, 1])]),
    isAnswer: (data) => data.length >= 12 && data.readUInt16BE(0) === id && (data.readUInt8(2) & 0x80) !== 0,
  };
}

/** Searches for every UPnP device, which shall answer by unicast within a second (UPnP Device Architecture 2.0 §1.3.2). */
export function ssdpQuestion(): Question {
  const lines = [
    'M-SEARCH * HTTP/1.1',
    'HOST: 239.255.255.250:1900',
    'MAN: "ssdp:discover"',
    'MX: 1',
    'ST: ssdp:all',
  ];
  return {
    group: '239.255.255.250',
    port: 1900,
    datagram: Buffer.from(`${lines.join('\r\n')}\r\n\r\n`),
    isAnswer: (data) => data.subarray(0, 12).toString('latin1') === 'HTTP/1.1 200',
  };
}
