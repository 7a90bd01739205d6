import type { SessionSpec } from '@hostnet/core';
import { decodeSpec } from '@hostnet/core';
import { DESKTOP_FACTS } from '@hostnet/core/testing';
import { answers, fakeExec } from '../../test/fake-exec.ts';
import { desktopHost } from './host.ts';

const signal = () => new AbortController().signal;
const spec: SessionSpec = {
  v: 1,
  run: 'abcd1234',
  token: 'b'.repeat(64),
  vantage: 'host',
  lifetimeMs: 5000,
  stay: false,
  listen: [],
  dial: [],
  inspect: [],
};

async function drain(events: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const event of events) count += event === undefined ? 0 : 1;
  return count;
}

describe('desktopHost', () => {
  it.each([
    ['win32', 'hostnet-helper.exe'],
    ['darwin', 'hostnet-helper'],
    ['linux', 'hostnet-helper'],
  ])('on %s calls %s', async (platform, name) => {
    const { exec, started } = fakeExec(answers(() => ({ stdout: JSON.stringify(DESKTOP_FACTS.host) })));
    await expect(desktopHost(exec, platform).facts(signal())).resolves.toEqual(DESKTOP_FACTS.host);
    expect(started[0]).toMatchObject({ command: name, args: ['facts'] });
  });

  it('says that the helper is missing when there is none', async () => {
    await expect(desktopHost(undefined, 'linux').facts(signal())).rejects.toMatchObject({
      kind: 'helper-missing',
    });
    await expect(
      drain(desktopHost(undefined, 'linux').runProbe(spec, signal()).events),
    ).rejects.toMatchObject({
      kind: 'helper-missing',
    });
  });

  it('says so too when it does not start', async () => {
    const { exec } = fakeExec({
      onStart: (process) => process.error(new Error('extension binary not found')),
    });
    const host = desktopHost(exec, 'linux');
    await expect(host.facts(signal())).rejects.toMatchObject({ kind: 'helper-missing' });
    await expect(drain(host.runProbe(spec, signal()).events)).rejects.toMatchObject({
      kind: 'helper-missing',
      detail: 'extension binary not found',
    });
  });

  it('does not take odd facts for facts', async () => {
    const { exec } = fakeExec(answers(() => ({ stdout: '{"platform":1}' })));
    await expect(desktopHost(exec, 'linux').facts(signal())).rejects.toMatchObject({ kind: 'protocol' });
  });

  it('sends the spec in one word that comes back as it went', async () => {
    const { exec, started } = fakeExec(
      answers(() => ({ stdout: '{"event":"done","reason":"finished","at":1}' })),
    );
    await expect(drain(desktopHost(exec, 'linux').runProbe(spec, signal()).events)).resolves.toBe(1);
    const [verb, word = ''] = started[0]?.args ?? [];
    expect(verb).toBe('session');
    expect(decodeSpec(word)).toEqual(spec);
  });

  it('tells a helper of another version by its exit code 2', async () => {
    const { exec } = fakeExec(answers(() => ({ stderr: 'the spec does not fit', code: 2 })));
    await expect(drain(desktopHost(exec, 'linux').runProbe(spec, signal()).events)).rejects.toMatchObject({
      kind: 'protocol',
    });
  });
});
