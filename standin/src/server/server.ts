import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StandinFailure } from '../failure.ts';
import { originRefusal, tokenRefusal } from './access.ts';
import type { Channels } from './channels.ts';
import { readBelow } from './files.ts';
import { withClient } from './html.ts';

/** What the server serves. */
export interface ServerParts {
  readonly token: string;
  /** 0 for a free one. */
  readonly port: number;
  /** Path the tab appears under: begins with a slash, ends without one; '' is the root. */
  readonly prefix: string;
  readonly ui: { readonly root: string; readonly src: string } | null;
  readonly clientScript: string;
  readonly channels: Channels;
  readonly recordings: () => unknown;
}

/** A listening server. */
export interface RunningServer {
  readonly port: number;
  /** The address a person opens, with the token as its fragment, which a browser sends to no server. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Headers of every answer: nothing is cached (a rebuilt tab must show at once, and a page that is left must not live on
 * in the back/forward cache), no other page may embed or read it, and no address of it leaves in a Referer.
 */
const HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** Starts the server on 127.0.0.1. Throws StandinFailure when the port is taken. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const server = createServer();
  await listen(server, parts.port);
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response, parts, host).catch(() => {
      if (response.headersSent) response.destroy();
      else plain(response, 500, 'the stand-in failed to answer');
    });
  });
  return {
    port,
    url: `http://${host}${parts.prefix}/#token=${parts.token}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(
        new StandinFailure(
          `Port ${port} of 127.0.0.1 cannot be used (${error.message}); give another --port.`,
        ),
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  parts: ServerParts,
  host: string,
): Promise<void> {
  // Cut by hand: the URL class would resolve "..", which is for readBelow to judge.
  const [path = '/', ...queryParts] = (request.url ?? '/').split('?');
  const query = new URLSearchParams(queryParts.join('?'));
  const refusal = originRefusal(request.headers, host);
  if (refusal !== null) {
    plain(response, 403, refusal);
    return;
  }
  if (path === '/favicon.ico') {
    // A browser asks for it by itself, Desktop's window never does: no 404 in the console for it.
    response.writeHead(204, HEADERS).end();
    return;
  }
  if (path.startsWith('/__standin/')) {
    await own(path.slice('/__standin/'.length), query, request, response, parts);
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    plain(response, 405, 'only GET and HEAD');
    return;
  }
  const below = path.startsWith(`${parts.prefix}/`) ? path.slice(parts.prefix.length + 1) : null;
  if (parts.ui === null || below === null) {
    plain(response, 404, 'nothing here');
  } else if (below === '') {
    redirect(response, `${parts.prefix}/${parts.ui.src}`, query);
  } else {
    await file(response, parts.ui.root, below, request.method === 'HEAD');
  }
}

/** From the folder to the entry file, as Desktop opens it. A browser keeps the fragment, and with it the token. */
function redirect(response: ServerResponse, entry: string, query: URLSearchParams): void {
  const rest = query.toString();
  const joint = entry.includes('?') ? '&' : '?';
  response.writeHead(303, { ...HEADERS, Location: rest === '' ? entry : entry + joint + rest }).end();
}

async function file(response: ServerResponse, root: string, below: string, headOnly: boolean): Promise<void> {
  const found = await readBelow(root, below);
  if (found === null) {
    plain(response, 404, 'no such file in the extension');
    return;
  }
  const html = found.type.startsWith('text/html');
  const body = html ? Buffer.from(withClient(found.content.toString('utf8'))) : found.content;
  response.writeHead(200, { ...HEADERS, 'Content-Type': found.type, 'Content-Length': body.length });
  response.end(headOnly ? undefined : body);
}

/**
 * What is the stand-in's own. All but the page's script asks for the token: a page cannot set a header for the files it
 * is made of, and those, like the script, hold nothing that is secret.
 */
async function own(
  name: string,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
  parts: ServerParts,
): Promise<void> {
  const route = `${request.method ?? ''} ${name}`;
  const refusal = route === 'GET client.js' ? null : tokenRefusal(request.headers, parts.token);
  if (refusal !== null) {
    plain(response, 403, refusal);
  } else if (route === 'GET client.js') {
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/javascript; charset=utf-8' });
    response.end(parts.clientScript);
  } else if (route === 'GET recordings') {
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(parts.recordings()));
  } else if (route === 'GET channel') {
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'application/x-ndjson; charset=utf-8' });
    parts.channels.open(query.get('page') ?? '', response);
  } else if (route === 'POST call') {
    const problem = parts.channels.call(await bodyOf(request));
    plain(response, problem === null ? 202 : 400, problem ?? '');
  } else {
    plain(response, 404, 'the stand-in has no such address');
  }
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(text === '' ? undefined : `${text}\n`);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
