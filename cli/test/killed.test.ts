import { spawn } from 'node:child_process';
import { startPrivateEngine, type PrivateEngine } from '@hostnet/standin/bed/engine';
import { HOSTNET } from './support/hostnet.ts';
import { holdSocket, type Held } from './support/held-socket.ts';
import { traces, until, type Traces } from './support/leftovers.ts';

/** A hostnet that takes the dead one's place needs a moment to start, and the engine its time, on a busy machine. */
const GONE_MS = 8000;

const CREATE = /POST \S*\/containers\/create/;

/** The questions by which a container comes to be, and what the engine has when each of them is held. */
const MOMENTS: readonly (readonly [name: string, which: RegExp, what: Held, made: boolean])[] = [
  ['while it asks for the container', CREATE, 'question', false],
  ['before it learns that there is one', CREATE, 'answer', true],
  ['before it is attached', /POST \S*\/attach/, 'question', true],
  ['before it is started', /POST \S*\/start/, 'question', true],
  ['before it learns that it is started', /POST \S*\/start/, 'answer', true],
];

describe('a container that is half made', () => {
  let engine: PrivateEngine;
  let before: Traces;
  beforeAll(async () => {
    engine = await startPrivateEngine();
    before = await traces(engine);
  }, 120_000);
  afterAll(async () => engine.stop(), 60_000);

  const backToBefore = async () => JSON.stringify(await traces(engine)) === JSON.stringify(before);
  const containers = async () => (await traces(engine)).containers;

  const cases = MOMENTS.flatMap((moment) =>
    (['SIGKILL', 'SIGINT'] as const).map((signal) => [signal, ...moment] as const),
  );
  it.each(cases)(
    'is not left by %s of hostnet %s',
    async (signal, _name, which, what, made) => {
      const held = await holdSocket(engine.dockerHost.replace('unix://', ''), which, what);
      try {
        const [command = '', ...args] = engine.nsenterArgv([process.execPath, HOSTNET, 'diagnose']);
        const env = { ...process.env, DOCKER_HOST: held.dockerHost };
        const child = spawn(command, args, { env, stdio: 'ignore' });
        const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
        await held.came;
        if (made) expect(await until(async () => (await containers()) !== '', 5000)).not.toBeNull();
        child.kill(signal);
        expect(await ended).toBe(signal === 'SIGKILL' ? null : 130);
        const removals = () => held.asked.filter((line) => line.startsWith('DELETE')).length;
        // The engine is slow: it makes the container after somebody has looked for it in vain.
        expect(await until(() => removals() > 0, GONE_MS)).not.toBeNull();
        const answer = await held.release();
        // Else there was none that could have been left.
        if (which === CREATE) expect(answer).toContain(' 201 ');
        expect(await until(backToBefore, GONE_MS)).not.toBeNull();
      } finally {
        await held.close();
      }
    },
    60_000,
  );
});
