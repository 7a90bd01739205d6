import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { UnavailableError } from '../exit.ts';
import { runCleanup } from './cleanup.ts';

const never = new AbortController().signal;
const now = () => Date.now() / 1000;

interface Fake {
  readonly id: string;
  readonly name: string;
  readonly running: boolean;
  readonly labels: Record<string, string> | null;
}

describe('cleanup', () => {
  const before = process.env['DOCKER_HOST'];
  let folder = '';
  let server: Server;
  let printed = '';
  let removed: string[] = [];
  let containers: Fake[] = [];
  /** How the engine answers the removal of `aa`. */
  let removing = 204;
  /** Whether the engine filters by label; one that does not must not cost people their containers. */
  let filters = true;
  let listUrl = '';
  let images: { Id: string; RepoTags: string[] | null }[] = [];

  beforeEach(async () => {
    [printed, removed, containers, removing, filters, listUrl, images] = ['', [], [], 204, true, '', []];
    folder = mkdtempSync(join(tmpdir(), 'hostnet-cleanup-'));
    process.env['DOCKER_HOST'] = `unix://${folder}/docker.sock`;
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
    server = createServer((req, res) => {
      const url = req.url ?? '';
      if (req.method === 'DELETE') {
        const id = /\/containers\/(\w+)\?/.exec(url)?.[1] ?? url;
        const status = id === 'aa' || id.startsWith('/images') ? removing : 204;
        removed.push(id);
        res.writeHead(status).end(status === 204 ? '' : '{"message":"no"}');
      } else if (url.startsWith('/images/json')) {
        res.end(JSON.stringify(images));
      } else if (url.startsWith('/containers/json')) {
        listUrl ||= url;
        const listed = containers.filter((c) => !filters || c.labels?.['hostnet'] !== undefined);
        res.end(JSON.stringify(listed.map((c) => ({ Id: c.id }))));
      } else {
        const one = containers.find((c) => url === `/containers/${c.id}/json`);
        if (!one) res.writeHead(404).end('{}');
        else
          res.end(
            JSON.stringify({
              Id: one.id,
              Name: `/${one.name}`,
              State: { Running: one.running },
              Config: { Labels: one.labels },
            }),
          );
      }
    });
    await new Promise<void>((resolve) => server.listen(join(folder, 'docker.sock'), resolve));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    if (before === undefined) delete process.env['DOCKER_HOST'];
    else process.env['DOCKER_HOST'] = before;
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  const ours = (id: string, running: boolean, expires: string | null): Fake => ({
    id,
    name: `hostnet-${id}`,
    running,
    labels: { hostnet: '1', ...(expires === null ? {} : { 'hostnet.expires': expires }) },
  });
  const later = () => String(Math.ceil(now() + 60));
  const past = () => String(Math.floor(now() - 1));

  it('says when nothing is left behind', async () => {
    expect(await runCleanup({}, never)).toBe(0);
    expect(printed).toBe('nothing left behind\n');
    expect(removed).toEqual([]);
    expect(decodeURIComponent(listUrl)).toContain('{"label":["hostnet"]}');
  });

  it('removes what expired or runs no more, and keeps a diagnosis under way', async () => {
    containers = [
      ours('aa', true, later()),
      ours('bb', true, past()),
      ours('cc', false, past()),
      ours('dd', true, null),
      ours('ee', true, 'soon'),
    ];
    expect(await runCleanup({}, never)).toBe(0);
    expect(removed).toEqual(['bb', 'cc', 'dd', 'ee']);
    expect(printed).toBe(
      'removed hostnet-bb\nremoved hostnet-cc\nremoved hostnet-dd\nremoved hostnet-ee\n' +
        'kept hostnet-aa: a diagnosis still uses it and it ends by itself; --all removes it\n',
    );
  });

  it('--all removes those of a diagnosis under way too', async () => {
    containers = [ours('aa', true, later()), ours('bb', false, past())];
    expect(await runCleanup({ all: true }, never)).toBe(0);
    expect(removed).toEqual(['aa', 'bb']);
    expect(printed).not.toContain('kept');
  });

  it('never touches a container without our label, whatever the engine lists', async () => {
    filters = false;
    containers = [
      { id: 'ff', name: 'yours', running: false, labels: null },
      { id: 'fe', name: 'yours too', running: false, labels: { 'hostnet.expires': '1', other: '1' } },
    ];
    expect(await runCleanup({ all: true }, never)).toBe(0);
    expect(removed).toEqual([]);
    expect(printed).toBe('nothing left behind\n');
  });

  it.each([404, 409])('is content when a container goes by itself (%i)', async (status) => {
    removing = status;
    containers = [ours('aa', false, past())];
    expect(await runCleanup({}, never)).toBe(0);
    expect(printed).toBe('removed hostnet-aa\n');
  });

  it('fails when the engine does not remove one, does not say it did, and removes the others', async () => {
    removing = 500;
    containers = [ours('aa', false, past()), ours('bb', false, past())];
    const cleaned = runCleanup({}, never);
    await expect(cleaned).rejects.toThrow(UnavailableError);
    await expect(cleaned).rejects.toThrow(/^hostnet-aa could not be removed: .*docker rm --force hostnet-aa/);
    expect(printed).toBe('removed hostnet-bb\n');
  });

  it('removes the images that hostnet made, by every name they have', async () => {
    images = [
      { Id: 'sha256:0123456789abcdef', RepoTags: ['hostnet/probe:a', 'hostnet/probe:b'] },
      { Id: 'sha256:fedcba9876543210', RepoTags: ['<none>:<none>'] },
    ];
    expect(await runCleanup({}, never)).toBe(0);
    expect(removed).toEqual([
      '/images/hostnet/probe:a',
      '/images/hostnet/probe:b',
      '/images/sha256:fedcba9876543210',
    ]);
    expect(printed).toBe('removed image hostnet/probe:a\nremoved image fedcba987654\n');
  });

  it.each([
    [404, 0, 'removed image hostnet/probe:a\n'],
    [409, 0, 'kept image hostnet/probe:a: a container still uses it\n'],
  ])('is content with an image whose removal ends in %i', async (status, code, text) => {
    images = [{ Id: 'sha256:01', RepoTags: ['hostnet/probe:a'] }];
    removing = status;
    expect(await runCleanup({}, never)).toBe(code);
    expect(printed).toBe(text);
  });

  it('fails when the engine does not remove an image, and says by which command it may go', async () => {
    images = [{ Id: 'sha256:01', RepoTags: ['hostnet/probe:a'] }];
    removing = 500;
    await expect(runCleanup({}, never)).rejects.toThrow(/docker rmi hostnet\/probe:a/);
  });

  it('says why the engine could not be asked, and what mends it', async () => {
    process.env['DOCKER_HOST'] = `unix://${folder}/absent.sock`;
    const asked = runCleanup({}, never);
    await expect(asked).rejects.toThrow(UnavailableError);
    await expect(asked).rejects.toThrow(/does not exist\. Start Docker/);
  });
});
