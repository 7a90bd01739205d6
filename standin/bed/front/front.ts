import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Knobs } from '../knobs.ts';
import type { FrontContext } from './context.ts';
import { ruleCreate } from './create.ts';
import { disguiseInfo, disguiseVersion } from './disguise.ts';
import { callEngine } from './engine-call.ts';
import { answer, header, readHead, writeHead, type RequestHead } from './head.ts';
import { refuseStart } from './start.ts';

/** Docker Desktop's answer when an organisation enforces sign-in (docker/skills: HTTP 407, these first words). */
const SIGN_IN_TEXT =
  'Sign in to continue using Docker Desktop. Membership in the example organization is required.\n';
const OPEN_WITHOUT_SIGN_IN = /^\/(version|info|_ping)$/;

/**
 * Opens the socket the world takes for Docker Desktop's. Every connection carries one request; upgrades (attach, exec,
 * BuildKit's session) are tunnelled untouched, and single answers are rewritten as the knobs say.
 */
export function openFront(path: string, engineSocket: string, knobs: () => Knobs): Promise<Server> {
  const context: FrontContext = { engineSocket, knobs, attached: new Map() };
  const server = createServer({ allowHalfOpen: true }, (client) => {
    client.on('error', () => undefined);
    let bytes: Buffer = Buffer.alloc(0);
    const onData = (part: Buffer): void => {
      bytes = Buffer.concat([bytes, part]);
      try {
        const head = readHead(bytes);
        if (!head) return;
        client.off('data', onData);
        client.pause();
        void handle(client, head, context).catch((error: unknown) => {
          client.end(answer(502, JSON.stringify({ message: String(error) })));
        });
      } catch (error) {
        client.end(answer(400, JSON.stringify({ message: String(error) })));
      }
    };
    client.on('data', onData);
    client.once('end', () => {
      if (bytes.length === 0) client.end();
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });
}

async function handle(client: Socket, head: RequestHead, context: FrontContext): Promise<void> {
  const knobs = context.knobs();
  if (knobs['sign-in-enforced'] === 'on' && !OPEN_WITHOUT_SIGN_IN.test(head.path)) {
    client.resume();
    client.end(answer(407, SIGN_IN_TEXT, 'text/plain; charset=utf-8'));
    return;
  }
  if (head.method === 'GET' && (head.path === '/version' || head.path === '/info')) {
    const disguise = head.path === '/version' ? disguiseVersion : disguiseInfo;
    const got = await callEngine(context.engineSocket, 'GET', head.target);
    const body =
      got.status === 200
        ? JSON.stringify(disguise(JSON.parse(got.body) as Record<string, unknown>, knobs))
        : got.body;
    client.end(answer(got.status, body));
    return;
  }
  if (head.method === 'POST' && head.path === '/containers/create') {
    await create(client, head, context);
    return;
  }
  const start = /^\/containers\/([^/]+)\/start$/.exec(head.path)?.[1];
  if (head.method === 'POST' && start !== undefined && (await refuseStart(client, start, context))) return;
  tunnel(client, head, context);
}

async function create(client: Socket, head: RequestHead, context: FrontContext): Promise<void> {
  const text = (await readBody(client, head)).toString();
  const ruling = ruleCreate(text, context.knobs());
  if ('refuse' in ruling) {
    client.end(answer(ruling.refuse.status, JSON.stringify({ message: ruling.refuse.message })));
    return;
  }
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(ruling.body)),
  };
  const got = await callEngine(context.engineSocket, 'POST', head.target, headers, ruling.body);
  client.end(answer(got.status, got.body));
}

/** Carries one request and its answer, or a whole upgraded connection, byte by byte. */
function tunnel(client: Socket, head: RequestHead, context: FrontContext): void {
  const engine = connect({ path: context.engineSocket, allowHalfOpen: true });
  engine.write(writeHead(head));
  if (head.rest.length > 0) engine.write(head.rest);
  engine.on('error', () => client.destroy());
  client.on('error', () => engine.destroy());
  client.once('close', () => engine.destroy());
  engine.once('close', () => client.destroySoon());
  client.pipe(engine);
  engine.pipe(client);
  const container = /^\/containers\/([^/]+)\/attach$/.exec(head.path)?.[1];
  if (container === undefined) return;
  const streams = context.attached.get(container) ?? new Set();
  context.attached.set(container, streams.add(client));
  client.once('close', () => {
    streams.delete(client);
    if (streams.size === 0) context.attached.delete(container);
  });
}

/** Returns a request's body: of a known length, or in chunks (RFC 9112 §7.1). */
async function readBody(client: Socket, head: RequestHead): Promise<Buffer> {
  const length = Number(header(head, 'content-length') ?? '0');
  const chunked = header(head, 'transfer-encoding')?.toLowerCase() === 'chunked';
  let bytes = head.rest;
  const whole = (): Buffer | null => (chunked ? unchunk(bytes) : bytes.length >= length ? bytes : null);
  for (;;) {
    const body = whole();
    if (body) return body;
    const part = client.read() as Buffer | null;
    if (part) bytes = Buffer.concat([bytes, part]);
    else if (client.readableEnded || client.destroyed) throw new Error('the request ended before its body');
    else
      await new Promise<void>((resolve) => {
        for (const event of ['readable', 'end', 'close']) client.once(event, () => resolve());
      });
  }
}

function unchunk(bytes: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = bytes.indexOf('\r\n', at);
    if (end < 0) return null;
    const size = parseInt(bytes.subarray(at, end).toString('latin1'), 16);
    if (!Number.isFinite(size)) throw new Error('a chunk without a size');
    if (size === 0) return Buffer.concat(parts);
    if (bytes.length < end + 2 + size + 2) return null;
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}
