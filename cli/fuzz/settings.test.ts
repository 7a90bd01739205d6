import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HostFacts } from '@hostnet/core';
import * as fc from 'fast-check';
import { helperPath } from '../src/adapters/helper-facts.ts';
import { resolveEndpoint } from '../src/adapters/endpoint.ts';
import { attack, ATTACK_MS } from './support/attack.ts';
import { changed, edited, hostileText, jsonOf } from './support/hostile.ts';
import { at, endedWell, runProgram } from './support/process.ts';

const STORE = {
  SettingsVersion: 41,
  HostNetworkingEnabled: true,
  EnhancedContainerIsolation: false,
  UseWindowsContainers: false,
  KernelForUDP: true,
  ExtensionsEnabled: true,
};
const ADMIN = {
  configurationFileVersion: 2,
  hostNetworkingEnabled: { locked: true, value: false },
  enhancedContainerIsolation: { locked: false, value: true },
};
const META = {
  Name: 'x',
  Metadata: {},
  Endpoints: { docker: { Host: 'unix:///run/x.sock', SkipTLSVerify: false } },
};

/** A file that is right but for some places, as a value or as bytes. */
const file = (base: unknown): fc.Arbitrary<string> =>
  fc.oneof(
    changed(base).map((value) => jsonOf(value)),
    edited(JSON.stringify(base)),
    hostileText,
  );

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hostnet-fuzz-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('settings', () => {
  it(
    "of docker's own files give an address, whatever they hold",
    async () => {
      const context = 'x';
      const folder = join(home, 'contexts', 'meta', createHash('sha256').update(context).digest('hex'));
      mkdirSync(folder, { recursive: true });
      await attack({
        boundary: "settings: docker's config.json, contexts and DOCKER_HOST",
        cases: 6000,
        input: fc.tuple(
          file({ currentContext: context }),
          file(META),
          fc.oneof(
            fc.constant(''),
            fc.tuple(hostileText, hostileText).map(([a, b]) => `${a}tcp://user:secret@h:2375/${b}`),
            edited('tcp://h:2375'),
          ),
        ),
        meet([config, meta, host]) {
          writeFileSync(join(home, 'config.json'), config);
          writeFileSync(join(folder, 'meta.json'), meta);
          const endpoint = resolveEndpoint({ DOCKER_CONFIG: home, DOCKER_HOST: host, DOCKER_CONTEXT: '' });
          if (!['socket', 'tcp', 'cli'].includes(endpoint.via)) throw new Error(endpoint.via);
          if (endpoint.url.includes('secret@')) throw new Error(`a password: ${endpoint.url}`);
        },
      });
    },
    ATTACK_MS,
  );

  it(
    'of Docker Desktop are read by the helper, or named as unreadable',
    async () => {
      const helper = helperPath() ?? at('probe/go/dist/linux-amd64/hostnet-helper');
      const folder = join(home, '.docker', 'desktop');
      mkdirSync(folder, { recursive: true });
      mkdirSync(join(home, 'admin'));
      await attack({
        boundary: 'settings: files of Docker Desktop, read by the helper',
        cases: 600,
        input: fc.tuple(file(STORE), file(ADMIN), fc.constantFrom('settings-store.json', 'settings.json')),
        async meet([store, admin, name]) {
          rmSync(join(folder, 'settings-store.json'), { force: true });
          writeFileSync(join(folder, name), store, 'latin1');
          writeFileSync(join(home, 'admin', 'admin-settings.json'), admin);
          const ran = await runProgram(helper, ['facts', '--home', home]);
          endedWell(ran, [0]);
          const { desktop } = HostFacts.parse(JSON.parse(ran.stdout));
          const length = JSON.stringify(desktop).length;
          if (length > 8000) throw new Error(`${length} characters of settings`);
        },
      });
    },
    ATTACK_MS,
  );
});
