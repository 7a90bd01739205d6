/** Around a server's own text: it listens on the port given, says `ready`, and a line for whatever happens to it. */
const node = (serve: string): string => `
const net = require('node:net'), tls = require('node:tls'), dgram = require('node:dgram');
const say = (line) => process.stdout.write(line + '\\n');
const count = (c) => say('client');
const errors = (c) => c.on('error', (error) => say('error ' + error.code));
const at = { host: process.argv[2] ?? '127.0.0.1', port: Number(process.argv[1]) };
const ready = () => say('ready');
${serve}
`;

const python = (serve: string): string => `
import socket, sys, time
def say(line): print(line, flush=True)
port = int(sys.argv[1])
${serve}
`;

/** One small server as people write them. */
export interface Fragile {
  readonly name: string;
  readonly language: 'node' | 'python';
  readonly source: string;
  readonly transport?: 'udp';
  /** It ends by itself after its first client, whoever that is. */
  readonly oneShot?: true;
  /** It accepts nobody any more: a look finds it silent. */
  readonly full?: true;
  /** It serves one client, whom a further one keeps from it or ends: a look may find one there. */
  readonly single?: true;
}

/** The servers, each for one way in which a small server is easily hurt. */
export const FRAGILE: readonly [Fragile, ...Fragile[]] = [
  {
    name: 'naive Node, no error listener',
    language: 'node',
    source: node("net.createServer((c) => { count(c); c.end('x'); }).listen(at, ready);"),
  },
  {
    name: 'one-shot',
    language: 'node',
    oneShot: true,
    source: node(
      "const s = net.createServer((c) => { count(c); errors(c); c.end('bye'); c.resume(); s.close(); }).listen(at, ready);",
    ),
  },
  {
    name: 'one client at a time',
    language: 'python',
    single: true,
    source: python(`
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(('127.0.0.1', port)); s.listen(); say('ready')
while True:
    c, _ = s.accept(); say('client')
    try:
        while c.recv(4096): pass
    except OSError as error: say('error %s' % error)
    c.close()
`),
  },
  {
    name: 'a new client ends the old one',
    language: 'node',
    single: true,
    source: node(
      "let old; net.createServer((c) => { count(c); errors(c); if (old) old.end(); old = c; c.on('close', () => { if (old === c) old = undefined; }); c.resume(); }).listen(at, ready);",
    ),
  },
  {
    name: "Python's http.server",
    language: 'python',
    source: python(`
import http.server, traceback
class Server(http.server.HTTPServer):
    def verify_request(self, *_): say("client"); return True
    def handle_error(self, request, client): say('error ' + traceback.format_exc().splitlines()[-1])
class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_): pass
server = Server(('127.0.0.1', port), Handler); say('ready')
server.serve_forever()
`),
  },
  {
    name: 'counts errors, TCP',
    language: 'node',
    source: node('net.createServer((c) => { count(c); errors(c); c.resume(); }).listen(at, ready);'),
  },
  {
    name: 'counts errors, UDP',
    language: 'node',
    transport: 'udp',
    source: node(
      "const s = dgram.createSocket('udp4'); errors(s); s.on('message', (m, from) => { count(s); s.send('x', from.port, from.address); }).bind(at.port, at.host, ready);",
    ),
  },
  {
    name: 'greeting',
    language: 'node',
    source: node(
      "net.createServer((c) => { count(c); errors(c); c.write('220 mail.example ESMTP\\r\\n'); c.resume(); }).listen(at, ready);",
    ),
  },
  {
    name: 'TLS',
    language: 'node',
    source: node(
      "tls.createServer({}).on('connection', count).on('tlsClientError', (e) => e.syscall && say('error ' + e.code)).listen(at, ready);",
    ),
  },
  {
    // What a raw printer (port 9100) is sent is printed: a single byte costs a sheet of paper.
    name: 'raw printer',
    language: 'node',
    source: node(
      "net.createServer((c) => { count(c); errors(c); c.on('data', (d) => say('error printed ' + d.length)); }).listen(at, ready);",
    ),
  },
  {
    name: 'full accept queue',
    language: 'python',
    full: true,
    source: python(`
s = socket.socket(); s.bind(('127.0.0.1', port)); s.listen(0)
fill = []
for _ in range(4):
    c = socket.socket(); c.setblocking(False); c.connect_ex(('127.0.0.1', port)); fill.append(c)
say('ready'); time.sleep(600)
`),
  },
  {
    name: 'slow starter',
    language: 'node',
    source: node(
      "ready(); setTimeout(() => net.createServer((c) => { count(c); c.end('x'); }).listen(at, () => say('listening')), 1500);",
    ),
  },
];
