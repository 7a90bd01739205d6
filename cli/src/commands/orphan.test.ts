import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../exit.ts';
import { removeOrphan } from './orphan.ts';

const never = new AbortController().signal;

describe('the container of a hostnet that died', () => {
  const before = process.env['DOCKER_HOST'];
  let folder = '';
  let server: Server;
  let asked: string[] = [];
  /** After so many questions the container is there. */
  let appears = 0;
  beforeEach(async () => {
    asked = [];
    folder = mkdtempSync(join(tmpdir(), 'hostnet-orphan-'));
    process.env['DOCKER_HOST'] = `unix://${folder}/docker.sock`;
    server = createServer((req, res) => {
      asked.push(`${req.method} ${req.url}`);
      res.writeHead(asked.length > appears ? 204 : 404).end();
    });
    await new Promise<void>((resolve) => server.listen(join(folder, 'docker.sock'), resolve));
  });
  afterEach(async () => {
    if (before === undefined) delete process.env['DOCKER_HOST'];
    else process.env['DOCKER_HOST'] = before;
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([0, 3])('is removed, also when the engine makes it only after %i questions', async (late) => {
    appears = late;
    expect(await removeOrphan('hostnet-ab12-host-mode', false, never)).toBe(0);
    expect(asked).toHaveLength(late + 1);
    expect(asked[0]).toBe('DELETE /containers/hostnet-ab12-host-mode?force=1&v=1');
  });

  it('is not waited for where it was made already', async () => {
    appears = 1;
    expect(await removeOrphan('hostnet-ab12-host-mode', true, never)).toBe(0);
    expect(asked).toHaveLength(1);
  });

  it('is not waited for on an engine that is gone', async () => {
    process.env['DOCKER_HOST'] = `unix://${folder}/absent.sock`;
    expect(await removeOrphan('hostnet-ab12-host-mode', false, never)).toBe(3);
  });

  it('is never somebody else’s', async () => {
    await expect(removeOrphan('database', false, never)).rejects.toThrow(UsageError);
    expect(asked).toEqual([]);
  });
});
