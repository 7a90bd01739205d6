import { act, screen, within } from '@testing-library/react';
import * as listening from '@hostnet/core/listening';
import type { PortsEvent, PortsReport } from '@hostnet/core/listening';
import type { Ports } from '@hostnet/core';
import { ENGINE_GONE, portRow, portsReport } from '@hostnet/core/testing';
import { fakeService, seriousFaults, show } from '../../../test/page.tsx';

jest.mock('@hostnet/core/listening', () => ({
  __esModule: true,
  ...jest.requireActual<typeof listening>('@hostnet/core/listening'),
  lookAtPorts: jest.fn(),
}));

interface Look {
  readonly signal: AbortSignal;
  tell(event: PortsEvent | Error): Promise<void>;
}

/** Opens the tab over looks that the test drives. */
async function open(engine: Partial<Ports['engine']> = {}) {
  const looks: Look[] = [];
  jest.mocked(listening.lookAtPorts).mockImplementation(async function* (_ports, _options, signal) {
    const queue: (PortsEvent | Error)[] = [];
    let wake: () => void = () => undefined;
    signal.addEventListener('abort', () => {
      queue.push(new Error('cancelled'));
      wake();
    });
    looks.push({
      signal,
      tell: (event) =>
        act(async () => {
          queue.push(event);
          wake();
          await new Promise((resolve) => setTimeout(resolve, 5));
        }),
    });
    for (;;) {
      const next = queue.shift();
      if (next instanceof Error) throw next;
      if (next) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
      if (next?.type === 'report') return;
    }
  });
  window.location.hash = '#/ports';
  const ports = { engine, host: {}, service: fakeService() } as unknown as Ports;
  const page = show({ ports: () => ports });
  await screen.findByText('No ports checked yet', undefined, { timeout: 10_000 });
  const choose = async (name: string) => page.user.click(await screen.findByRole('button', { name }));
  return { ...page, looks, choose };
}

const reported = (report: PortsReport): PortsEvent => ({ type: 'report', report });

const forgotten = {
  container: { id: 'a'.repeat(64), name: 'web' },
  ports: [80],
  command: 'docker restart web',
};

describe('a look at the ports', () => {
  it('is asked for, tells what it does, and is cancelled by Escape', async () => {
    const { looks, press, user } = await open();
    expect(looks).toHaveLength(0);
    await press('Check the ports');
    await looks[0]!.tell({ type: 'phase', text: 'Testing each port' });
    expect(screen.getByRole('progressbar', { name: 'Testing each port' })).toBeVisible();
    await user.keyboard('{Escape}');
    expect(looks[0]!.signal.aborted).toBe(true);
    expect(await screen.findByText('The check of the ports was cancelled.')).toBeVisible();
    expect(screen.getByText('No ports checked yet')).toBeVisible();
  });

  it('that failed says so with a retry, and its result stays when tabs are changed', async () => {
    const { looks, press, user } = await open();
    await press('Check the ports');
    await looks[0]!.tell(new Error('the engine went away'));
    expect(screen.getByRole('alert')).toHaveTextContent(/could not be checked.*the engine went away/);
    await press('Try again');
    await looks[1]!.tell(reported(portsReport([])));
    expect(screen.getByRole('region', { name: /0 sockets, 0 containers/ })).toBeVisible();
    expect(screen.getByText(/nc -lkv 0\.0\.0\.0 8000/)).toBeVisible();
    expect(await seriousFaults()).toEqual([]);
    await user.click(screen.getByRole('tab', { name: 'Overview' }));
    await user.click(screen.getByRole('tab', { name: 'Ports' }));
    expect(await screen.findByRole('region', { name: /0 sockets/ })).toBeVisible();
    expect(looks).toHaveLength(2);
  });

  it('of an engine that is gone claims no empty list', async () => {
    const { looks, press } = await open();
    await press('Check the ports');
    const facts = { ...portsReport([]).facts, engine: ENGINE_GONE.engine };
    await looks[0]!.tell(reported(portsReport(null, { facts })));
    expect(screen.getByRole('alert')).toHaveTextContent('The Docker Engine cannot be reached');
    expect(screen.queryByText(/Nothing listens/)).not.toBeInTheDocument();
  });
});

describe('the question', () => {
  it('tells bad input beside the field and starts nothing', async () => {
    const { looks, user } = await open();
    const field = screen.getByRole('textbox', { name: 'Port' });
    await user.type(field, '0{Enter}');
    expect(field).toHaveAccessibleDescription(/There is no port 0/);
    expect(looks).toHaveLength(0);
  });

  it('ends in one sentence and keeps the port in the address', async () => {
    const { looks, user } = await open();
    await user.type(screen.getByRole('textbox', { name: 'Port' }), '53/udp{Enter}');
    await looks[0]!.tell(reported(portsReport([])));
    const chain = await screen.findByRole('region', { name: 'Port 53, UDP' });
    expect(within(chain).getByText(/: not reachable\.$/)).toBeVisible();
    expect(chain.querySelectorAll('[aria-current="step"]')).toHaveLength(1);
    expect(window.location.hash).toBe('#/ports?port=53&udp=1');
    expect(await seriousFaults()).toEqual([]);
  });
});

describe('the restart guard', () => {
  it('asks first, and is satisfied by a measurement alone', async () => {
    const restart = jest.fn().mockResolvedValue(undefined);
    const { looks, press, choose, user } = await open({ restart });
    await press('Check the ports');
    await looks[0]!.tell(reported(portsReport([], { restartGuard: [forgotten] })));
    await choose('Restart web…');
    expect(screen.getByRole('dialog')).toHaveTextContent(/Every connection to it breaks/);
    await user.keyboard('{Escape}');
    expect(restart).not.toHaveBeenCalled();
    await choose('Restart web…');
    await choose('Restart');
    expect(restart).toHaveBeenCalledWith(forgotten.container.id, expect.anything());
    expect(screen.queryByText(/answers again/)).not.toBeInTheDocument();
    await looks[1]!.tell(reported(portsReport([portRow()])));
    expect(await screen.findByText('web was restarted and answers again on port 80.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Restart web…' })).not.toBeInTheDocument();
  });

  it('tells in the engine’s words why it could not', async () => {
    const restart = jest.fn().mockRejectedValue(new Error('No such container: web'));
    const { looks, press, choose } = await open({ restart });
    await press('Check the ports');
    await looks[0]!.tell(reported(portsReport([], { restartGuard: [forgotten] })));
    await choose('Restart web…');
    await choose('Restart');
    expect(await screen.findByText(/No such container: web/)).toBeVisible();
    expect(looks).toHaveLength(1);
  });
});
