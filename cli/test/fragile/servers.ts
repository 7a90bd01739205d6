import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Network } from './network.ts';

/** Around a server's own text: it listens on the port given, says `ready`, and a line for whatever happens to it. */
const node = (serve: string): string => `
const net = require('node:net'), tls = require('node:tls'), dgram = require('node:dgram');
const say = (line) => process.stdout.write(line + '\\n');
const count = (c) => say('client');
const errors = (c) => c.on('error', (error) => say('error ' + error.code));
const at = { host: '127.0.0.1', port: Number(process.argv[1]) };
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
}

/** The servers, each for one way in which a small server is easily hurt. */
export const FRAGILE: readonly Fragile[] = [
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

/** What a server went through. */
export interface Suffered {
  readonly clients: number;
  readonly errors: readonly string[];
  readonly alive: boolean;
}

/** A fragile server in a process of its own. */
export class RunningServer {
  readonly #lines: string[] = [];
  readonly #child: ChildProcess;
  #alive = true;
  readonly ready: Promise<void>;

  constructor(
    readonly server: Fragile,
    readonly port: number,
    network: Network,
  ) {
    const argv = server.language === 'node' ? [process.execPath, '-e'] : ['python3', '-c'];
    const [program = '', ...args] = network.nsenterArgv([...argv, server.source, String(port)]);
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    this.#child = child;
    this.ready = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', () => {
        this.#alive = false;
        reject(new Error(`"${server.name}" ended before it was ready`));
      });
      createInterface(child.stdout).on('line', (line) => {
        this.#lines.push(line);
        if (line === 'ready') resolve();
      });
    });
  }

  /** Returns what it went through so far. */
  suffered(): Suffered {
    const clients = this.#lines.filter((line) => line === 'client').length;
    return { clients, errors: this.#lines.filter((line) => line.startsWith('error')), alive: this.#alive };
  }

  /** Ends it. */
  async end(): Promise<void> {
    if (!this.#alive) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }
}
