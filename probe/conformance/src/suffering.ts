import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { cleanup } from './cleanup.ts';

/**
 * Where they listen: on Linux an address of loopback that no scan of 127.0.0.1 by another test of this machine meets.
 */
export const SERVER_ADDRESS = process.platform === 'linux' ? '127.77.7.7' : '127.0.0.1';

/**
 * Small servers as people write them. Each says its port, then a line for every connection it accepted and saw closed, and
 * one for every error it heard of.
 */
const NODE = (serve: string): string => `
const net = require('node:net'), tls = require('node:tls');
const say = (...words) => process.stdout.write(words.join(' ') + '\\n');
const count = (c) => { say('open'); c.on('close', () => say('closed')); };
const errors = (c) => c.on('error', (error) => say('error', error.code));
${serve}
server.listen(0, '${SERVER_ADDRESS}', () => say('port', server.address().port));
`;

const PYTHON = `
import socket
server = socket.socket()
server.bind(('${SERVER_ADDRESS}', 0))
server.listen()
print('port', server.getsockname()[1], flush=True)
while True:
    client, _ = server.accept()
    print('open', flush=True)
    try:
        while client.recv(4096):
            pass
    except OSError as error:
        print('error', error, flush=True)
    client.close()
    print('closed', flush=True)
`;

const SERVERS: Readonly<Record<string, string>> = {
  // P14: no 'error' listener, so the first reset ends the process.
  'naive, one line': "const server = net.createServer((c) => { count(c); c.end('x'); });",
  'naive, reads': 'const server = net.createServer((c) => { count(c); c.resume(); });',
  greeting:
    "const server = net.createServer((c) => { count(c); errors(c); c.write('220 mail.example ESMTP\\r\\n'); c.resume(); });",
  'a megabyte at once':
    'const server = net.createServer((c) => { count(c); errors(c); c.write(Buffer.alloc(1 << 20)); c.resume(); });',
  // A client that ends before its handshake is an error of TLS, and no system call failed for it.
  TLS: `const server = tls.createServer({});
    server.on('connection', count);
    server.on('tlsClientError', (error) => error.syscall && say('error', error.syscall, error.code));`,
};

/** Names of the servers. The loop that receives is Python's own where there is a Python. */
export const SERVER_NAMES = [...Object.keys(SERVERS), 'receive loop'] as const;

function commandOf(name: string): readonly string[] {
  const node = SERVERS[name];
  if (node !== undefined) return [process.execPath, '-e', NODE(node)];
  if (spawnSync('python3', ['-c', '']).status === 0) return ['python3', '-c', PYTHON];
  const loop = 'const server = net.createServer((c) => { count(c); errors(c); c.resume(); });';
  return [process.execPath, '-e', NODE(loop)];
}

/** What a server has said of itself so far. */
export interface Suffered {
  readonly opened: number;
  readonly closed: number;
  readonly errors: readonly string[];
  /** Whether its process still runs. */
  readonly alive: boolean;
}

/** One of these servers in a process of its own; the case's end kills it. */
export class Server {
  readonly #lines: string[] = [];
  readonly #child: ChildProcess;
  #alive = true;
  readonly port: Promise<number>;

  constructor(name: string) {
    const [program = '', ...args] = commandOf(name);
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    this.#child = child;
    this.port = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', () => {
        this.#alive = false;
        reject(new Error(`the server "${name}" ended before it listened`));
      });
      createInterface(child.stdout).on('line', (line) => {
        if (line.startsWith('port ')) resolve(Number(line.slice(5)));
        else this.#lines.push(line);
      });
    });
    cleanup(() => void this.#child.kill('SIGKILL'));
  }

  /** Returns what it said so far. */
  suffered(): Suffered {
    const count = (what: string): number => this.#lines.filter((line) => line === what).length;
    const errors = this.#lines.filter((line) => line.startsWith('error'));
    return { opened: count('open'), closed: count('closed'), errors, alive: this.#alive };
  }

  /** Resolves when it has seen the end of so many connections, or has ended itself; throws after 20 s. */
  async over(connections: number): Promise<Suffered> {
    const deadline = performance.now() + 20_000;
    for (;;) {
      const now = this.suffered();
      if (now.closed >= connections || !now.alive) return now;
      if (performance.now() > deadline) throw new Error(`only ${JSON.stringify(now)} of ${connections}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
