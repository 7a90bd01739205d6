import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanup } from './cleanup.ts';
import { start } from './driver.ts';
import { itUnless } from './skip.ts';
import { freePort } from './strangers.ts';

/** What starts a program with a mount namespace of its own (unshare(1)); null where nobody lets us. */
const ownMounts = [
  ['unshare', '--mount'],
  ['unshare', '--user', '--map-root-user', '--mount'],
].find(([program = '', ...args]) => {
  try {
    // Alone it proves little: a container may unshare and still not mount.
    execFileSync(program, [...args, 'mount', '--bind', '/etc/hosts', '/etc/hosts'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

describe('a name', () => {
  itUnless(ownMounts ? null : 'no mount namespace with an /etc/hosts of its own can be made here')(
    'that resolves to the same address twice yields that address once',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'hostnet-conformance-'));
      cleanup(() => rmSync(folder, { recursive: true }));
      const hosts = join(folder, 'hosts');
      writeFileSync(
        hosts,
        '127.0.0.1 localhost twice.test\n127.0.0.2 twice.test\n127.0.0.1 twice.test\n127.0.0.2 twice.test other\n',
      );
      const port = await freePort('tcp');
      const probe = await start(
        {
          dial: [{ lane: 'n', transport: 'tcp', address: 'twice.test', port }],
          inspect: [{ kind: 'resolve', name: 'twice.test' }],
        },
        { via: [...(ownMounts ?? []), 'sh', '-c', 'mount --bind "$0" /etc/hosts && exec "$@"', hosts] },
      );
      await probe.ended();
      const dialed = probe.all('dialed');
      expect(dialed.map(({ address }) => address).sort()).toEqual(['127.0.0.1', '127.0.0.2']);
      expect(dialed.map(({ of }) => of)).toEqual([2, 2]);
      const [facts] = probe.all('facts');
      expect(facts?.kind === 'resolve' ? [...facts.addresses].sort() : facts).toEqual([
        '127.0.0.1',
        '127.0.0.2',
      ]);
    },
  );
});
