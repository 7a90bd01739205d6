import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { encodeSpec, formatMessage, macInput, parseEventLine, type ProbeEvent } from '@hostnet/core/protocol';

const TOKEN = '5a'.repeat(32);

/** Returns the request of this run that carries the nonce. */
export function request(nonce: string): Buffer {
  const mac = createHmac('sha256', Buffer.from(TOKEN, 'hex'))
    .update(macInput('request', nonce))
    .digest('hex');
  return Buffer.from(formatMessage({ kind: 'request', nonce, mac }));
}

/** A probe that listens on 127.0.0.1, and what it tells. */
export interface Listening {
  readonly child: ChildProcess;
  readonly tcp: number;
  readonly udp: number;
  /** Nonces of the requests it took for authentic. */
  readonly received: Set<string>;
  /** Ends it with SIGTERM. Throws when it does not end in order, or has said anything but events. */
  stop(): Promise<void>;
}

/** Starts a probe that listens for two minutes at most. */
export async function startProbe(command: readonly string[]): Promise<Listening> {
  const spec = encodeSpec({
    v: 1,
    run: 'fuzz0001',
    token: TOKEN,
    vantage: 'host',
    lifetimeMs: 120_000,
    stay: true,
    listen: (['tcp', 'udp'] as const).map((transport) => ({
      id: transport,
      transport,
      address: '127.0.0.1',
      port: 0,
    })),
    dial: [],
    inspect: [],
  });
  const [program = '', ...before] = command;
  const child = spawn(program, [...before, 'session', spec], { stdio: ['ignore', 'pipe', 'pipe'] });
  const received = new Set<string>();
  const events: ProbeEvent[] = [];
  let wrong = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (wrong += text));
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  const ready = new Promise<Extract<ProbeEvent, { event: 'ready' }>>((resolve) => {
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const event = parseEventLine(line);
        if (event.event === 'received') received.add(event.nonce);
        else events.push(event);
        if (event.event === 'ready') resolve(event);
      }
    });
  });
  const { listeners } = await ready;
  const portOf = (id: string): number => listeners.find((one) => one.id === id)?.port ?? 0;
  return {
    child,
    received,
    tcp: portOf('tcp'),
    udp: portOf('udp'),
    async stop() {
      child.kill('SIGTERM');
      const code = await exit;
      const told = events.map(({ event }) => event).join(' ');
      if (code !== 0 || wrong !== '' || told !== 'ready done')
        throw new Error(`exit ${code}; ${told}; ${wrong}`);
    },
  };
}
