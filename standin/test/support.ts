import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright-core';
import { extensionName } from '../src/install/names.ts';
import { projectName } from '../src/vm.ts';

const run = promisify(execFile);

/** Runs docker against the engine under test (DOCKER_HOST, or the default one) and returns stdout without line end. */
export async function docker(...args: string[]): Promise<string> {
  const { stdout } = await run('docker', args, { maxBuffer: 64 * 1024 * 1024 });
  return stdout.trim();
}

export const METADATA = {
  icon: 'icon.svg',
  ui: {
    'dashboard-tab': { title: 'Small', root: '/ui', src: 'index.html', backend: { socket: 'small.sock' } },
  },
  vm: { composefile: 'docker-compose.yaml', exposes: { socket: 'small.sock' } },
  host: {
    binaries: [
      { linux: [{ path: '/host/linux/tool.sh' }], darwin: [{ path: '/host/darwin/tool.sh' }] },
      { windows: [{ path: '/host/windows/tool.cmd' }] },
    ],
  },
};

export const LABELS: Readonly<Record<string, string>> = {
  'org.opencontainers.image.title': 'Small',
  'com.docker.desktop.extension.api.version': '>= 0.3.4',
};

const COMPOSE = `services:
  small:
    image: \${DESKTOP_PLUGIN_IMAGE}
    cap_drop: [ALL]
    read_only: true
    volumes: [kept:/data]
volumes:
  kept:
`;

/** A page that fills itself from a module, as a bundle does: it shows whether assets are found under any prefix. */
const PAGE = `<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src data:">
<title>small</title><link rel="icon" href="data:,"><link rel="stylesheet" href="./assets/style.css">
<script type="module" src="./assets/app.js"></script></head><body><p id="told"></p></body></html>`;
const APP = `document.getElementById('told').textContent =
  [typeof ddClient, typeof __ddMuiV5Themes, typeof __ddMuiV6Themes, location.search].join(' ');`;

/** One verb a line of what the tests need a real program for. */
const TOOL = `#!/bin/sh
verb=$1
shift
case $verb in
  args) for word in "$@"; do printf '[%s]' "$word"; done ;;
  where) pwd; ls -A | wc -l ;;
  env) printf '%s|%s|%s' "$PATH" "$MINE" "\${DOCKER_HOST-unset}" ;;
  fail) echo out; echo err >&2; exit "$1" ;;
  big) head -c "$1" /dev/zero | tr '\\0' x ;;
  lines) printf 'one\\ntwo\\n\\nthree'; echo warn >&2 ;;
  wait) echo "pid $$"; exec sleep 600 ;;
  note) echo $$ >"$1"; exec sleep 600 ;;
  wrap) echo "pid $$"; sleep 600 & echo "child $!"; wait ;;
esac
`;

/** Answers one HTTP request on stdin and stdout. */
const HANDLER = `#!/bin/sh
read -r method path version
length=0
type=
while read -r line; do
  line=$(printf %s "$line" | tr -d '\\r')
  [ -z "$line" ] && break
  case $line in
    [Cc]ontent-[Ll]ength:*) length=\${line#*: } ;;
    [Cc]ontent-[Tt]ype:*) type=\${line#*: } ;;
  esac
done
body=$(head -c "$length")
answer() { printf 'HTTP/1.1 %s\\r\\nConnection: close\\r\\nContent-Length: %s\\r\\n\\r\\n%s' "$1" "\${#2}" "$2"; }
case $path in
  /health) answer '200 OK' '{"status":"ok"}' ;;
  /text) answer '200 OK' 'just text' ;;
  /echo) answer '201 Created' "{\\"method\\":\\"$method\\",\\"type\\":\\"$type\\",\\"body\\":$body}" ;;
  /none) answer '204 No Content' '' ;;
  /fail) answer '503 Service Unavailable' '{"error":"busy"}' ;;
  /hang-up) ;;
  /slow) sleep 600 ;;
  *) answer '404 Not Found' 'no such path' ;;
esac
`;

const SERVICE = `#!/bin/sh
rm -f /run/guest-services/small.sock
exec socat UNIX-LISTEN:/run/guest-services/small.sock,fork EXEC:/bin/handler
`;

/** What a test changes of the small image: a path mapped to null is left out. */
export interface ImageChanges {
  readonly files?: Readonly<Record<string, string | null>>;
  readonly modes?: Readonly<Record<string, number>>;
  readonly metadata?: unknown;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Makes a whole small extension image on the engine, without a registry, and returns its reference. */
export async function makeImage(changes: ImageChanges = {}): Promise<string> {
  const reference = `standin-test/t${randomBytes(4).toString('hex')}:latest`;
  const root = await mkdtemp(join(tmpdir(), 'standin-image-'));
  try {
    const files: Record<string, string | null> = {
      '/metadata.json': JSON.stringify(changes.metadata ?? METADATA),
      '/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      '/docker-compose.yaml': COMPOSE,
      '/ui/index.html': PAGE,
      '/ui/assets/app.js': APP,
      '/ui/assets/style.css': 'p { color: green }',
      '/host/linux/tool.sh': TOOL,
      '/host/darwin/tool.sh': TOOL,
      '/host/windows/tool.cmd': '@echo off',
      '/bin/handler': HANDLER,
      '/bin/service': SERVICE,
      ...changes.files,
    };
    for (const [path, text] of Object.entries(files)) {
      if (text === null) continue;
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
      await chmod(join(root, path), changes.modes?.[path] ?? (/^\/(bin|host)\//.test(path) ? 0o755 : 0o644));
    }
    await addPrograms(root);
    const labels = Object.entries(changes.labels ?? LABELS).flatMap(([key, value]) => [
      '--change',
      `LABEL ${key}="${value}"`,
    ]);
    const tar = execFileSync('tar', ['-C', root, '-c', '.'], { maxBuffer: 256 * 1024 * 1024 });
    const args = ['import', ...labels, '--change', 'CMD ["/bin/service"]', '-', reference];
    const made = spawnSync('docker', args, { input: tar, encoding: 'utf8' });
    // Its own words: that it read no more of our tar (EPIPE) is only what follows.
    if (made.status !== 0)
      throw new Error(`docker import: ${made.stderr === '' ? made.error?.message : made.stderr}`);
    return reference;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Busybox for a shell, socat for a unix socket, each with the libraries it is linked to. */
async function addPrograms(root: string): Promise<void> {
  const applets = ['sh', 'cat', 'head', 'ls', 'printf', 'rm', 'sleep', 'tr', 'wc', 'id', 'touch'];
  const libraries = [
    ...execFileSync('ldd', ['/usr/bin/socat'], { encoding: 'utf8' }).matchAll(/(\/\S+) \(0x/g),
  ];
  for (const path of ['/bin/busybox', '/usr/bin/socat', ...libraries.map(([, library]) => library ?? '')]) {
    const target = join(root, path === '/usr/bin/socat' ? '/bin/socat' : path);
    await mkdir(dirname(target), { recursive: true });
    await cp(path, target, { dereference: true });
  }
  for (const applet of applets) await symlink('busybox', join(root, 'bin', applet));
}

export async function removeImage(reference: string): Promise<void> {
  await docker('rmi', '--force', reference);
}

/** Returns everything on the engine under test that was made from an image or carries its project's label. */
export async function traces(image: string): Promise<string[]> {
  const project = `label=com.docker.compose.project=${projectName(extensionName(image))}`;
  const lists = await Promise.all([
    docker('ps', '--all', '--quiet', '--filter', `ancestor=${image}`),
    docker('network', 'ls', '--quiet', '--filter', project),
    docker('volume', 'ls', '--quiet', '--filter', project),
  ]);
  return lists.flatMap((list) => list.split('\n').filter((line) => line !== ''));
}

/** Resolves with the first value of `look` that is not undefined. Throws after `timeoutMs`. */
export async function until<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  timeoutMs = 30_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await look();
    if (value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(`timed out waiting until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Returns whether a process runs; a zombie does not. */
export function runs(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(
      execFileSync('cat', [`/proc/${pid}/status`], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } catch {
    return false;
  }
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

/** Opens a stand-in's tab in a context of its own. */
export async function openTab(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  return page;
}
