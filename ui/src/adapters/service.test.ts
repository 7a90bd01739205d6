import { desktopReport } from '@hostnet/core/testing';
import type { HttpService } from './client.ts';
import { desktopService } from './service.ts';

const signal = () => new AbortController().signal;
const DONE = { event: 'done', reason: 'finished', at: 1 };

function http(answer: () => Promise<unknown>): {
  service: ReturnType<typeof desktopService>;
  asked: string[];
} {
  const asked: string[] = [];
  const ask = (method: string) => (url: string) => {
    asked.push(`${method} ${url}`);
    return answer();
  };
  const fake = { get: ask('GET'), post: ask('POST'), delete: ask('DELETE') };
  return { service: desktopService(fake as unknown as HttpService), asked };
}

describe('desktopService', () => {
  it.each([
    ['plain', { status: 'ok' }],
    ['wrapped in data', { data: { status: 'ok' } }],
    ['as text', '{"status":"ok"}'],
    ['wrapped as text', { data: '{"status":"ok"}' }],
  ])('takes an answer %s', async (_how, answer) => {
    const { service, asked } = http(() => Promise.resolve(answer));
    await expect(service.health(signal())).resolves.toBeUndefined();
    expect(asked).toEqual(['GET /health']);
  });

  it('does not take another answer for health', async () => {
    await expect(http(() => Promise.resolve('<html>')).service.health(signal())).rejects.toMatchObject({
      kind: 'odd',
    });
  });

  it.each([
    [{ name: 'Error', message: 'socket hang up' }, 'lost', 'socket hang up'],
    [{ name: 'Error', message: 'connect ECONNREFUSED 127.0.0.1:80' }, 'lost', 'ECONNREFUSED'],
    [new Error('Error invoking remote method: [object Object]'), 'lost', '[object Object]'],
    [{ name: 'ServiceError', message: 'Not Found', statusCode: 404 }, 'refused', '404'],
    [
      {
        message: JSON.stringify({ error: { code: 'disk', message: 'The disk is full.', fix: 'Free some.' } }),
        statusCode: 507,
      },
      'refused',
      'The disk is full.',
    ],
  ])('maps %j to %s', async (error, kind, text) => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- Desktop rejects with plain objects
    const failure = http(() => Promise.reject(error)).service.health(signal());
    await expect(failure).rejects.toMatchObject({ name: 'ServiceFailure', kind });
    await expect(failure).rejects.toThrow(text);
  });

  it('gives the events of a bridge session, and ProbeFailure when it is lost', async () => {
    const spec = {} as never;
    const { service, asked } = http(() => Promise.resolve({ events: [DONE] }));
    await expect(service.bridgeSession(spec, signal())).resolves.toEqual([DONE]);
    expect(asked).toEqual(['POST /bridge/session']);
    const lost = http(() => Promise.reject(new Error('socket hang up'))).service;
    await expect(lost.bridgeSession(spec, signal())).rejects.toMatchObject({
      name: 'ProbeFailure',
      kind: 'died',
    });
    const odd = http(() => Promise.resolve({ events: [{ event: 'nonsense' }] })).service;
    await expect(odd.bridgeSession(spec, signal())).rejects.toMatchObject({
      name: 'ProbeFailure',
      kind: 'protocol',
    });
  });

  it('keeps, lists, reads and removes reports', async () => {
    const stored = { id: 'r1', startedAt: desktopReport().startedAt, verdict: 'working', summary: 'fine' };
    await expect(
      http(() => Promise.resolve(stored)).service.saveReport(desktopReport(), signal()),
    ).resolves.toEqual(stored);
    const lists = [{ reports: [stored], damaged: ['x.json'] }, { reports: [stored] }];
    const listed = http(() => Promise.resolve(lists.shift())).service;
    const kept = { reports: [stored], damaged: ['x.json'] };
    await expect(listed.listReports(signal())).resolves.toEqual(kept);
    // The service says it once; the page goes on saying it.
    await expect(listed.listReports(signal())).resolves.toEqual(kept);
    const { service, asked } = http(() => Promise.resolve(desktopReport()));
    await expect(service.readReport('a/b', signal())).resolves.toEqual(desktopReport());
    expect(asked).toEqual(['GET /reports/a%2Fb']);
    const empty = http(() => Promise.resolve(''));
    await expect(empty.service.removeReport('a/b', signal())).resolves.toBeUndefined();
    expect(empty.asked).toEqual(['DELETE /reports/a%2Fb']);
  });

  it('stops waiting when it is cancelled', async () => {
    const abort = new AbortController();
    const waiting = http(() => new Promise(() => undefined)).service.health(abort.signal);
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ kind: 'cancelled' });
  });
});
