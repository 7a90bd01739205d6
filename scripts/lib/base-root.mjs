import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { run, which } from './run.mjs';
import { Plain } from './say.mjs';

/**
 * @param {string} listing output of `ldd`
 * @returns {string[]} absolute paths of the libraries and of the loader
 */
export function librariesIn(listing) {
  return listing.split('\n').flatMap((line) => /(?:=> |^\s*)(\/\S+) \(/.exec(line)?.[1] ?? []);
}

/**
 * Puts one program and its libraries into a root folder.
 * @param {string} root
 * @param {string} from the program
 * @param {string} to its path in the root
 */
async function addProgram(root, from, to) {
  /** @param {string} file @param {string} path */
  const copy = (file, path) => {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    if (!existsSync(target)) cpSync(realpathSync(file), target);
  };
  copy(from, to);
  const { code, stdout } = await run('ldd', [from]);
  if (code === 0) for (const library of librariesIn(stdout)) copy(library, library);
}

/** Parts of glibc that add-ons of npm packages name, though none of the programs does. */
const GLIBC_PARTS = ['librt.so.1', 'libutil.so.1', 'libresolv.so.2'];

/**
 * @param {string} root where addProgram has put a program that needs libc
 * @param {string} program on this machine
 */
async function addGlibcParts(root, program) {
  const { stdout } = await run('ldd', [program]);
  const libc = librariesIn(stdout).find((library) => library.endsWith('/libc.so.6'));
  if (!libc) return;
  for (const name of GLIBC_PARTS) {
    const library = join(dirname(libc), name);
    if (existsSync(library)) cpSync(realpathSync(library), join(root, library));
  }
}

/** @returns {string} every certificate this machine trusts, the company's own included */
export function certificates() {
  const files = [
    '/etc/ssl/certs/ca-certificates.crt',
    '/etc/ssl/cert.pem',
    process.env['NODE_EXTRA_CA_CERTS'] ?? '',
  ];
  const texts = files
    .filter((file) => file !== '' && existsSync(file))
    .map((file) => readFileSync(file, 'utf8'));
  return [...new Set(texts)].join('\n');
}

/** @returns {Record<string, string>} the programs the local base needs, by name */
export function programs() {
  const found = {
    node: process.execPath,
    ping: which('ping') ?? '',
    ss: which('ss') ?? '',
    busybox: which('busybox') ?? '',
  };
  const absent = Object.entries(found).filter(([, path]) => path === '');
  if (absent.length > 0)
    throw new Plain(
      `No registry can be reached and a base cannot be made from this machine: ${absent.map(([name]) => name).join(', ')} missing (Debian, Ubuntu: apt-get install iputils-ping iproute2 busybox-static).`,
    );
  return found;
}

/**
 * Fills a folder with a small root file system made of this machine's own node, npm, ping, ss and shell.
 * @param {string} root an empty folder
 */
export async function fillRoot(root) {
  const { node = '', ping = '', ss = '', busybox = '' } = programs();
  await addProgram(root, node, '/usr/local/bin/node');
  await addGlibcParts(root, node);
  await addProgram(root, ping, '/usr/bin/ping');
  await addProgram(root, ss, '/usr/bin/ss');
  await addProgram(root, busybox, '/bin/busybox');
  const applets = (await run(busybox, ['--list'])).stdout.split('\n');
  for (const applet of applets)
    if (applet !== '' && !['busybox', 'ping', 'ping6', 'ss', 'node'].includes(applet))
      symlinkSync('busybox', join(root, 'bin', applet));
  const npm = which('npm');
  if (npm) {
    const folder = dirname(dirname(realpathSync(npm)));
    cpSync(folder, join(root, 'usr/local/lib/node_modules/npm'), { recursive: true, dereference: true });
    symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(root, 'usr/local/bin/npm'));
  }
  mkdirSync(join(root, 'etc/ssl/certs'), { recursive: true });
  writeFileSync(join(root, 'etc/ssl/certs/ca-certificates.crt'), certificates());
  writeFileSync(join(root, 'etc/hostnet-base'), 'made from the machine that built it\n');
  writeFileSync(join(root, 'etc/nsswitch.conf'), 'hosts: files dns\n');
  writeFileSync(
    join(root, 'etc/passwd'),
    'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n',
  );
  writeFileSync(join(root, 'etc/group'), 'root:x:0:\nnobody:x:65534:\n');
  mkdirSync(join(root, 'usr/bin'), { recursive: true });
  symlinkSync('/bin/busybox', join(root, 'usr/bin/env'));
  for (const folder of ['root', 'tmp', 'proc', 'sys', 'dev', 'run'])
    mkdirSync(join(root, folder), { recursive: true });
}
