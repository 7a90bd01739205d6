/**
 * Source of a small program for a container: listens as its argument says and answers every request with
 * `NAME FROM COUNT`: its own name, the client's address as it sees it, and how many requests came. Prints one line when
 * it listens, one JSON line a request. Plain JavaScript text, because it runs without any of our files.
 */
export const ECHO = `
const net = require('node:net'), dgram = require('node:dgram');
const specs = JSON.parse(process.argv[1]);
let left = specs.length, count = 0;
const up = () => { if (--left === 0) console.log('listening'); };
process.on('SIGTERM', () => process.exit(0));
for (const { name, transport, address, port, v6only } of specs) {
  const reply = (from) => { count++; console.log(JSON.stringify({ name, from })); return name + ' ' + from + ' ' + count; };
  if (transport === 'tcp') {
    net.createServer({ allowHalfOpen: true }, (s) => { s.on('error', () => {}); s.once('data', () => s.end(reply(s.remoteAddress))); })
      .listen({ host: address, port, ipv6Only: v6only === true }, up);
  } else {
    const s = dgram.createSocket({ type: address.includes(':') ? 'udp6' : 'udp4', ipv6Only: v6only === true });
    s.on('message', (m, r) => s.send(reply(r.address), r.port, r.address));
    s.bind({ port, address }, up);
  }
}
`;

/** One listener of that program. */
export interface EchoSpec {
  readonly name: string;
  readonly transport: 'tcp' | 'udp';
  readonly address: string;
  readonly port: number;
  readonly v6only?: boolean;
}

/** Source of a program that dials once and prints the answer, the errno, or `silence`: `TRANSPORT ADDRESS PORT`. */
export const DIAL = `
const net = require('node:net'), dgram = require('node:dgram'), dns = require('node:dns');
const [, transport, host, port] = process.argv;
const out = (t) => { console.log(t); process.exit(0); };
const mapped = host.startsWith('::ffff:');
dns.lookup(host, { family: host.includes(':') ? 6 : 4 }, (error, address) => {
  if (error) return out(error.code);
  if (transport === 'tcp') {
    let text = '';
    const s = net.connect({ host: address, port: +port }, () => s.end('hello'));
    s.on('data', (d) => { text += d; }); s.on('error', (e) => out(e.code)); s.on('close', () => out(text || 'silence'));
  } else {
    const s = dgram.createSocket(address.includes(':') ? 'udp6' : 'udp4');
    s.on('message', (m) => out(String(m))); s.on('error', (e) => out(e.code));
    s.send('hello', +port, address);
    setTimeout(() => out('silence'), 700);
  }
});
`;
