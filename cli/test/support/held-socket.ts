import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is held back of one question: nothing of it reaches the engine, or its answer comes nowhere. */
export type Held = 'question' | 'answer';

/** A socket before an engine's. Every connection carries one question, as hostnet asks them. */
export interface HeldSocket {
  readonly dockerHost: string;
  /** First lines of all questions so far. */
  readonly asked: readonly string[];
  /** Resolves when the question that is to be held has come. */
  readonly came: Promise<void>;
  /** Lets it go on, also where nobody waits for its answer any more. Resolves with the first line of what the engine answers. */
  release(): Promise<string>;
  close(): Promise<void>;
}

/** Holds back the first question whose first line matches; everything else goes through. */
export async function holdSocket(engineSocket: string, which: RegExp, what: Held): Promise<HeldSocket> {
  const folder = mkdtempSync(join(tmpdir(), 'hostnet-held-'));
  const asked: string[] = [];
  const open = new Set<Socket>();
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let come: () => void = () => undefined;
  const came = new Promise<void>((resolve) => (come = resolve));
  let answer: (line: string) => void = () => undefined;
  const answered = new Promise<string>((resolve) => (answer = resolve));
  let holding = false;
  const serve = (client: Socket): void => {
    const engine = createConnection(engineSocket);
    for (const socket of [client, engine]) {
      open.add(socket);
      socket.on('error', () => undefined).on('close', () => open.delete(socket));
    }
    client.once('data', (first: Buffer) => {
      const line = firstLine(first);
      asked.push(line);
      client.pause();
      const isHeld = !holding && which.test(line);
      if (isHeld) {
        holding = true;
        come();
        engine.once('data', (data: Buffer) => answer(firstLine(data)));
      }
      const after = isHeld ? released : Promise.resolve();
      void (isHeld && what === 'question' ? after : Promise.resolve()).then(() => {
        engine.write(first);
        // Who asked may be gone: what was asked reaches the engine all the same, from one that seems to wait.
        client.on('data', (more) => engine.write(more));
        if (!isHeld) client.on('end', () => engine.end());
        client.resume();
      });
      void after.then(() => {
        engine.on('data', (more) => client.write(more)).on('end', () => client.end());
      });
    });
  };
  const server = createServer({ allowHalfOpen: true }, serve);
  const path = join(folder, 'docker.sock');
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    dockerHost: `unix://${path}`,
    asked,
    came,
    release() {
      release();
      return answered;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function firstLine(data: Buffer): string {
  return data.toString('latin1').split('\r\n')[0] ?? '';
}
