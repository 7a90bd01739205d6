import { jest } from '@jest/globals';
import { useStandin } from './harness.ts';
import './page-types.ts';
import { docker, until } from './support.ts';

jest.setTimeout(120_000);

const tab = useStandin('one page', {
  chooseFiles: (properties) => (properties === 'none' ? [] : ['/chosen']),
});

const navigate = (intent: string, ...args: unknown[]) =>
  tab.page.evaluate(
    async ([name, words]) => {
      try {
        await window.ddClient.desktopUI.navigate[name]!(...words);
        return 'went';
      } catch (error) {
        return (error as Error).message;
      }
    },
    [intent, args] as const,
  );

describe('lists and navigation', () => {
  let other = '';
  beforeAll(async () => {
    other = await docker('create', '--network', 'none', '--label', 'standin-test=other', tab.image, 'x');
  });
  afterAll(() => docker('rm', '--force', other));

  it('lists containers as the Engine API does, without the extension’s own', async () => {
    const ids = await tab.page.evaluate(async () =>
      (await window.ddClient.docker.listContainers({ all: true })).map(({ Id }) => Id),
    );
    expect(ids).toContain(other);
    expect(ids).not.toContain(
      await docker('inspect', '--format', '{{.Id}}', tab.standin.vm?.firstContainer ?? ''),
    );
  });

  it('passes filters on', async () => {
    const found = await tab.page.evaluate(() =>
      window.ddClient.docker.listContainers({
        all: true,
        filters: JSON.stringify({ label: ['standin-test=other'] }),
      }),
    );
    expect(found.map(({ Id }) => Id)).toEqual([other]);
    const running = await tab.page.evaluate(() => window.ddClient.docker.listContainers());
    expect(running.map(({ Id }) => Id)).not.toContain(other);
  });

  it('lists images', async () => {
    const tags = await tab.page.evaluate(async () =>
      (await window.ddClient.docker.listImages()).flatMap((one) => one.RepoTags ?? []),
    );
    expect(tags).toContain(tab.image);
  });

  it('goes to what exists and refuses the rest', async () => {
    const imageId = await docker('image', 'inspect', '--format', '{{.Id}}', tab.image);
    expect(await navigate('viewContainers')).toBe('went');
    expect(await navigate('viewContainerLogs', other)).toBe('went');
    expect(await navigate('viewContainer', other.slice(0, 12))).toMatch(/not a full container id/);
    expect(await navigate('viewContainer', 'f'.repeat(64))).toMatch(/does not exist/);
    expect(await navigate('viewImage', imageId, 'latest')).toBe('went');
    expect(await navigate('viewImage', imageId, 'other')).toMatch(/no tag "other"/);
    expect(await navigate('viewVolume', `${tab.standin.vm?.project ?? ''}_kept`)).toBe('went');
    expect(await navigate('viewVolume', 'standin-no-such-volume')).toMatch(/does not exist/);
    const recorded = tab.standin
      .recordings()
      .flatMap((entry) => (entry.kind === 'navigate' ? [[entry.intent, entry.refused === null]] : []));
    expect(recorded).toEqual([
      ['viewContainers', true],
      ['viewContainerLogs', true],
      ['viewContainer', false],
      ['viewContainer', false],
      ['viewImage', true],
      ['viewImage', false],
      ['viewVolume', true],
      ['viewVolume', false],
    ]);
  });
});

describe('toasts, dialogs and addresses', () => {
  const recorded = (kind: string) => tab.standin.recordings().filter((entry) => entry.kind === kind);

  it('records toasts by their kind', async () => {
    await tab.page.evaluate(() => {
      const { toast } = window.ddClient.desktopUI;
      toast.success('s');
      toast.warning('w');
      toast.error('e');
    });
    const toasts = await until('three toasts are recorded', () =>
      recorded('toast').length === 3 ? recorded('toast') : undefined,
    );
    expect(
      toasts.map((entry) => (entry.kind === 'toast' ? `${entry.level} ${entry.message}` : '')).sort(),
    ).toEqual(['error e', 'success s', 'warning w']);
  });

  it('answers dialogs', async () => {
    const answers = await tab.page.evaluate(async () => {
      const { dialog } = window.ddClient.desktopUI;
      return [await dialog.showOpenDialog({ properties: ['openFile'] }), await dialog.showOpenDialog('none')];
    });
    expect(answers).toEqual([
      { canceled: false, filePaths: ['/chosen'] },
      { canceled: true, filePaths: [] },
    ]);
  });

  it('opens web addresses only', async () => {
    const thrown: string[] = [];
    tab.page.on('pageerror', (error) => thrown.push(error.message));
    await tab.page.evaluate(() => {
      for (const url of [
        'https://docs.docker.com/',
        'docker-desktop://dashboard/open',
        'file:///etc/passwd',
        'nonsense',
      ]) {
        window.ddClient.host.openExternal(url);
      }
    });
    const opened = await until('all are recorded', () =>
      recorded('openExternal').length === 4 ? recorded('openExternal') : undefined,
    );
    const allowed = opened.filter((entry) => entry.kind === 'openExternal' && entry.refused === null);
    expect(allowed).toMatchObject([{ url: 'https://docs.docker.com/' }]);
    expect(thrown).toEqual([]);
  });

  it('shows its recordings to whoever has the token', async () => {
    const { origin } = new URL(tab.standin.url);
    const headers = { authorization: `Bearer ${tab.standin.token}` };
    const answer = await fetch(`${origin}/__standin/recordings`, { headers });
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(tab.standin.recordings())));
    expect((await fetch(`${origin}/__standin/recordings`)).status).toBe(403);
  });

  it('refuses calls it does not know', async () => {
    const { origin } = new URL(tab.standin.url);
    const body = JSON.stringify({ page: 'nobody-here', id: 1, method: 'exec', params: {} });
    const headers = { authorization: `Bearer ${tab.standin.token}` };
    const answer = await fetch(`${origin}/__standin/call`, { method: 'POST', headers, body });
    expect([answer.status, await answer.text()]).toEqual([400, 'this page has no channel\n']);
  });
});
