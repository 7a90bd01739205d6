import { DockerMuiV6ThemeProvider } from '@docker/docker-mui-theme';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import type { DiagnoseEvent, Ports, Report, Service } from '@hostnet/core';
import { ProbeFailure } from '@hostnet/core';
import { App } from '../src/app/App.tsx';
import type { AppProps } from '../src/app/App.tsx';

/** A diagnosis the test drives: it tells what it is given and ends when it is told to, or cancelled. */
function driven() {
  const runs: {
    tell(...events: readonly DiagnoseEvent[]): Promise<void>;
    fail(error: Error): Promise<void>;
    signal: AbortSignal;
  }[] = [];
  const diagnose: AppProps['diagnose'] = async function* (_ports, _options, signal) {
    const queue: (DiagnoseEvent | Error)[] = [];
    let wake: () => void = () => undefined;
    const put = async (...items: (DiagnoseEvent | Error)[]) => {
      await act(async () => {
        queue.push(...items);
        wake();
        await new Promise((resolve) => setTimeout(resolve, 0));
      });
    };
    signal.addEventListener('abort', () => {
      queue.push(new ProbeFailure('cancelled', 'cancelled'));
      wake();
    });
    runs.push({ signal, tell: put, fail: put });
    for (;;) {
      const next = queue.shift();
      if (next instanceof Error) throw next;
      if (next) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
      if (next?.type === 'report') return;
    }
  };
  return { runs, diagnose };
}

/** Returns a service that is well and empty, with `over` put over it. */
export function fakeService(over: Partial<Service> = {}): Service {
  return {
    health: jest.fn().mockResolvedValue(undefined),
    bridgeSession: jest.fn(),
    saveReport: jest.fn((saved: Report) =>
      Promise.resolve({
        id: '1',
        startedAt: saved.startedAt,
        verdict: saved.verdict,
        summary: saved.summary,
      }),
    ),
    listReports: jest.fn().mockResolvedValue({ reports: [], damaged: [] }),
    readReport: jest.fn(),
    removeReport: jest.fn().mockResolvedValue(undefined),
    ...over,
  };
}

/** Shows the page with fake ports; returns what the test drives it with. */
export function show(over: Partial<AppProps> = {}, service: Service | null = fakeService()) {
  const drive = driven();
  const parts: AppProps = {
    diagnose: drive.diagnose,
    ports: () => ({ engine: {}, host: {}, service }) as unknown as Ports,
    secrets: () => ({ token: 'a'.repeat(64), run: 'abcd1234' }),
    clock: { now: () => new Date(), monotonicMs: () => 0 },
    version: '0',
    onReport: jest.fn(),
    onStart: jest.fn(),
    onEnd: jest.fn(),
    last: null,
    openExternal: jest.fn(),
    showContainer: jest.fn().mockResolvedValue(undefined),
    help: jest.fn().mockResolvedValue(null),
    app: 'docker-desktop',
    copy: jest.fn().mockResolvedValue(undefined),
    ...over,
  };
  const user = userEvent.setup();
  render(
    <DockerMuiV6ThemeProvider>
      <App {...parts} />
    </DockerMuiV6ThemeProvider>,
  );
  const press = (name: string | RegExp) => user.click(screen.getByRole('button', { name }));
  return { ...drive, parts, user, press, service };
}

/** Returns axe's serious and critical violations on the page. */
export async function seriousFaults(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    // jsdom lays nothing out, so it cannot tell contrast.
    rules: { region: { enabled: false }, 'color-contrast': { enabled: false } },
  });
  return violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `${v.id}: ${v.nodes[0]?.html ?? ''}`);
}
