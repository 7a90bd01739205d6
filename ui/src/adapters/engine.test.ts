import type { ProbeRequest, ProbeSession } from '@hostnet/core';
import { specFixture } from '@hostnet/core/testing';
import { answers, fakeExec } from '../../test/fake-exec.ts';
import { desktopEngine } from './engine.ts';

const VERSION = {
  Client: {},
  Server: { Version: '29.1.0', ApiVersion: '1.52', Platform: { Name: 'Docker Desktop 4.48.0 (1)' } },
};
const INFO = { OperatingSystem: 'Docker Desktop', OSType: 'linux', SecurityOptions: [] };
const signal = () => new AbortController().signal;

const request: ProbeRequest = {
  kind: 'host-mode',
  expiresAt: 1,
  spec: specFixture(),
};
const READY = '{"event":"ready","v":1,"vantage":"host-mode","pid":1,"at":1,"listeners":[]}';
const DONE = '{"event":"done","reason":"finished","at":2}';

async function read(session: ProbeSession): Promise<string[]> {
  const events: string[] = [];
  for await (const event of session.events) events.push(event.event);
  return events;
}

describe('facts', () => {
  it('come from version, info and context, each with its words untouched', async () => {
    const { exec, started } = fakeExec(
      answers((words) =>
        words.startsWith('context')
          ? { stdout: 'unix:///x.sock' }
          : { stdout: JSON.stringify(words.startsWith('info') ? INFO : VERSION) },
      ),
    );
    const facts = await desktopEngine(exec, 'image').facts(signal());
    expect(facts).toMatchObject({
      reachable: true,
      endpoint: 'unix:///x.sock',
      desktop: { version: '4.48.0' },
    });
    expect(started.map((process) => process.args.at(-1))).toContain('{{json .}}');
  });

  it('of an engine that is down are a failure, not a throw', async () => {
    const { exec } = fakeExec(
      answers(() => ({
        stderr: 'Cannot connect to the Docker daemon. Is the docker daemon running?',
        code: 1,
      })),
    );
    await expect(desktopEngine(exec, 'image').facts(signal())).resolves.toMatchObject({
      reachable: false,
      failure: 'refused',
    });
  });

  it('of a missing docker command say so', async () => {
    const { exec } = fakeExec({ onStart: (process) => process.error(new Error('spawn docker ENOENT')) });
    await expect(desktopEngine(exec, 'image').facts(signal())).resolves.toMatchObject({
      failure: 'no-docker-cli',
    });
  });

  it('of something that is no engine say so', async () => {
    const { exec } = fakeExec(answers(() => ({ stdout: 'hello' })));
    await expect(desktopEngine(exec, 'image').facts(signal())).resolves.toMatchObject({
      failure: 'not-an-engine',
    });
  });
});

describe('containers', () => {
  const container = (id: string, labels = {}) => ({
    Id: id,
    Name: `/${id}`,
    State: { Status: 'running' },
    Config: { Labels: labels },
  });

  it('are inspected, ours left out, and one that has just ended does not lose the others', async () => {
    const { exec } = fakeExec(
      answers((words) =>
        words.startsWith('ps')
          ? { stdout: 'a\nb\nc' }
          : {
              stdout: JSON.stringify([container('a'), container('c', { hostnet: '1' })]),
              stderr: 'No such object: b',
              code: 1,
            },
      ),
    );
    const found = await desktopEngine(exec, 'image').containers(signal());
    expect(found.map((entry) => entry.name)).toEqual(['a']);
  });

  it('throw when the engine went away', async () => {
    const { exec } = fakeExec(answers(() => ({ stderr: 'Cannot connect', code: 1 })));
    await expect(desktopEngine(exec, 'image').containers(signal())).rejects.toThrow('Cannot connect');
  });
});

describe('a restart', () => {
  it('is one command with the container’s id', async () => {
    const { exec, started } = fakeExec(answers(() => ({ stdout: 'f00d' })));
    await desktopEngine(exec, 'image').restart('f00d', signal());
    expect(started.map((process) => [process.command, ...process.args])).toEqual([['restart', 'f00d']]);
  });

  it('that is refused gives the engine’s words', async () => {
    const { exec } = fakeExec(answers(() => ({ stderr: 'Error: No such container: f00d', code: 1 })));
    await expect(desktopEngine(exec, 'image').restart('f00d', signal())).rejects.toThrow('No such container');
  });
});

describe('a probe', () => {
  it('is an ordinary docker run whose lines become events', async () => {
    const { exec, started } = fakeExec(
      answers(() => ({ stdout: `${READY}\n${DONE}`, stderr: 'WARNING: harmless' })),
    );
    await expect(read(desktopEngine(exec, 'the/image').runProbe(request, signal()))).resolves.toEqual([
      'ready',
      'done',
    ]);
    expect(started[0]?.command).toBe('run');
    expect(started[0]?.args).toEqual(expect.arrayContaining(['--network=host', 'the/image']));
  });

  it('that cannot start fails with what docker said', async () => {
    const { exec } = fakeExec(answers(() => ({ stderr: 'docker: Error: No such image: x', code: 125 })));
    await expect(read(desktopEngine(exec, 'image').runProbe(request, signal()))).rejects.toMatchObject({
      kind: 'image-missing',
    });
  });

  it('that dies half way fails as died, with its last words', async () => {
    const { exec } = fakeExec(answers(() => ({ stdout: READY, stderr: 'killed', code: 137 })));
    await expect(read(desktopEngine(exec, 'image').runProbe(request, signal()))).rejects.toMatchObject({
      kind: 'died',
      detail: 'killed',
    });
  });

  it('that speaks another language is stopped', async () => {
    const { exec, started } = fakeExec({ onStart: (process) => process.stdout('hello') });
    await expect(read(desktopEngine(exec, 'image').runProbe(request, signal()))).rejects.toMatchObject({
      kind: 'protocol',
    });
    expect(started[0]?.closed).toBe(true);
  });

  it('takes lines that come after its end', async () => {
    const { exec } = fakeExec({
      onStart: (process) => {
        process.stdout(READY);
        process.end(0);
        setTimeout(() => process.stdout(DONE), 5);
      },
    });
    await expect(read(desktopEngine(exec, 'image').runProbe(request, signal()))).resolves.toEqual([
      'ready',
      'done',
    ]);
  });

  it('is stopped by SIGTERM, and stop waits for its end', async () => {
    const { exec, started } = fakeExec({
      onStart: (process) => process.stdout(READY),
      onClose: (process) =>
        setTimeout(() => {
          process.stdout(DONE.replace('finished', 'signal'));
          process.end(0);
        }, 10),
    });
    const session = desktopEngine(exec, 'image').runProbe(request, signal());
    const events = read(session);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await Promise.all([session.stop(), session.stop()]);
    await expect(events).resolves.toEqual(['ready', 'done']);
    expect(started.map((process) => process.command)).toEqual(['run']);
  });

  it('that is cancelled before it was ready leaves no container', async () => {
    const abort = new AbortController();
    const { exec, started } = fakeExec({
      onStart: (process) => {
        if (process.command !== 'rm') return;
        // The engine makes the container a moment after its client was ended.
        if (started.filter(({ command }) => command === 'rm').length === 2)
          process.stdout('hostnet-abcd1234-host-mode');
        process.end(0);
      },
    });
    const session = desktopEngine(exec, 'image').runProbe(request, abort.signal);
    abort.abort();
    await expect(read(session)).rejects.toMatchObject({ kind: 'cancelled' });
    await session.stop();
    const removals = started.filter(({ command }) => command === 'rm');
    expect(removals.map(({ args }) => args)).toEqual([
      ['--force', 'hostnet-abcd1234-host-mode'],
      ['--force', 'hostnet-abcd1234-host-mode'],
    ]);
  });
});
