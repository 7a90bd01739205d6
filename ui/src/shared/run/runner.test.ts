import { ProbeFailure } from '@hostnet/core';
import type { DiagnoseEvent, DiagnoseOptions } from '@hostnet/core';
import { eventsOf, lossyReport, desktopReport } from '@hostnet/core/testing';
import { Runner } from './runner.ts';
import type { RunnerParts } from './runner.ts';

function parts(over: Partial<RunnerParts> = {}): RunnerParts {
  return {
    // eslint-disable-next-line @typescript-eslint/require-await -- plays events
    diagnose: async function* () {
      yield* eventsOf(lossyReport());
    },
    ports: () => ({}) as never,
    secrets: () => ({ token: 'a'.repeat(64), run: 'abcd1234' }),
    clock: { now: () => new Date(0), monotonicMs: () => 0 },
    version: '1.2.3',
    onReport: jest.fn(),
    onStart: jest.fn(),
    onEnd: jest.fn(),
    ...over,
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
}

/** A diagnosis that waits until it is cancelled, and takes a moment to clean up. */
const endless: RunnerParts['diagnose'] = async function* (
  _ports,
  _options,
  signal,
): AsyncGenerator<DiagnoseEvent, void> {
  yield { type: 'phase', text: 'Waiting' };
  await aborted(signal);
  await new Promise((resolve) => setTimeout(resolve, 5));
  throw new ProbeFailure('cancelled', 'The diagnosis was cancelled.');
};

describe('Runner', () => {
  it('keeps a start that comes while a run whose result is shown is still being ended: once', async () => {
    let runs = 0;
    let active = 0;
    let most = 0;
    let end: () => void = () => undefined;
    const diagnose: RunnerParts['diagnose'] = async function* () {
      runs++;
      most = Math.max(most, ++active);
      yield* eventsOf(lossyReport());
      if (runs === 1) await new Promise<void>((resolve) => (end = resolve));
      active--;
    };
    const runner = new Runner(parts({ diagnose }));
    const first = runner.start();
    while (runner.state().status !== 'done') await new Promise((resolve) => setTimeout(resolve, 1));
    const more = [runner.start(), runner.start()];
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(runs).toBe(1);
    end();
    await Promise.all([first, ...more]);
    expect({ runs, most }).toEqual({ runs: 2, most: 1 });
  });

  it('tells a run’s start before anything is started, and its end when all of it is gone', async () => {
    const told: string[] = [];
    const diagnose: RunnerParts['diagnose'] = async function* (...args) {
      told.push('started');
      yield* endless(...args);
    };
    const runner = new Runner(
      parts({
        diagnose,
        onStart: (run) => told.push(`start ${run}`),
        onEnd: (run) => told.push(`end ${run}`),
      }),
    );
    const over = runner.start();
    runner.cancel();
    await over;
    expect(told).toEqual(['start abcd1234', 'started', 'end abcd1234']);
  });

  it('goes from idle to done and gives the report once', async () => {
    const onReport = jest.fn();
    const runner = new Runner(parts({ onReport }));
    const seen: string[] = [];
    runner.subscribe(() => seen.push(runner.state().status));
    expect(runner.state().status).toBe('idle');
    await runner.start();
    expect(runner.state()).toMatchObject({ status: 'done', phase: '' });
    expect(new Set(seen)).toEqual(new Set(['running', 'done']));
    expect(onReport).toHaveBeenCalledTimes(1);
  });

  it('asks for what the surface is, and for controls only when told', async () => {
    const asked: DiagnoseOptions[] = [];
    const diagnose: RunnerParts['diagnose'] = async function* (ports, options, signal) {
      asked.push(options);
      yield* parts().diagnose(ports, options, signal);
    };
    const runner = new Runner(parts({ diagnose }));
    await runner.start();
    await runner.start(true);
    expect(asked.map((options) => options.full)).toEqual([false, true]);
    expect(asked[0]?.tool).toEqual({ name: 'hostnet', version: '1.2.3', surface: 'ui' });
  });

  it('runs one at a time', async () => {
    const diagnose = jest.fn(endless);
    const runner = new Runner(parts({ diagnose }));
    const first = runner.start();
    await runner.start();
    expect(diagnose).toHaveBeenCalledTimes(1);
    runner.cancel();
    await first;
  });

  it('cancels, says so, and brings back what was known before', async () => {
    const runner = new Runner(parts({ diagnose: endless }), desktopReport());
    const run = runner.start();
    expect(runner.state().measured.report).toBeNull();
    runner.cancel();
    expect(runner.state().status).toBe('stopping');
    await run;
    expect(runner.state()).toMatchObject({
      status: 'remembered',
      notice: expect.stringContaining('cancelled') as string,
    });
    expect(runner.state().measured.report).toEqual(desktopReport());
    runner.cancel();
    expect(runner.state().status).toBe('remembered');
  });

  it('shows nothing of a run after it was cancelled', async () => {
    const onReport = jest.fn();
    const late: RunnerParts['diagnose'] = async function* (_ports, _options, signal) {
      yield { type: 'phase', text: 'Waiting' };
      await aborted(signal);
      yield* eventsOf(lossyReport());
    };
    const runner = new Runner(parts({ diagnose: late, onReport }));
    const run = runner.start();
    runner.cancel();
    await run;
    expect(runner.state()).toMatchObject({ status: 'idle', measured: { lanes: [] } });
    expect(onReport).not.toHaveBeenCalled();
  });

  it.each([
    [
      'ports that throw',
      {
        ports: () => {
          throw new Error('no Desktop');
        },
      },
    ],
    [
      'a diagnosis without a report',
      {
        diagnose: async function* () {
          await Promise.resolve();
          yield { type: 'phase', text: 'x' } as const;
        } as never,
      },
    ],
  ])('fails with a problem on %s, and can be started again', async (_name, over) => {
    const runner = new Runner(parts(over));
    await runner.start();
    expect(runner.state()).toMatchObject({ status: 'failed', problem: { port: 'run' } });
    await runner.start();
    expect(runner.state().status).toBe('failed');
  });
});
