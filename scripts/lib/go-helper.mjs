import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, relative } from 'node:path';
import { filesBelow } from './hash.mjs';
import { ROOT, at } from './paths.mjs';
import { run, tail, which } from './run.mjs';
import { Plain } from './say.mjs';
import { isFresh, writeStamp } from './stamp.mjs';

/** Docker Desktop's hosts; also what the image's /host holds. */
export const HELPER_OSES = /** @type {const} */ (['linux', 'darwin', 'windows']);
export const HELPER_ARCHES = /** @type {const} */ (['amd64', 'arm64']);
/** Engines that `hostnet` brings its probe to, in Go's words; `arm` is ARMv7. */
export const ENGINE_ARCHES = /** @type {const} */ (['amd64', 'arm64', 'arm']);

/**
 * @param {string} os GOOS
 * @param {string} arch GOARCH
 * @returns {string} path of that helper, relative to the repository
 */
export function helperPath(os, arch) {
  return `probe/go/dist/${os}-${arch}/hostnet-helper${os === 'windows' ? '.exe' : ''}`;
}

/** @returns {string | undefined} the package `go build` gets; undefined until there is one */
function mainPackage() {
  return ['.', './cmd/hostnet-helper'].find((folder) => existsSync(at('probe/go', folder, 'main.go')));
}

/** @returns {[string, string][]} the six platforms of Docker Desktop, and the third of engines */
function platforms() {
  const desktop = HELPER_OSES.flatMap((os) =>
    HELPER_ARCHES.map((arch) => /** @type {[string, string]} */ ([os, arch])),
  );
  return [...desktop, ['linux', 'arm']];
}

/** Lays the probes of containers beside the terminal's bundle, where the npm package has them. */
function packProbes() {
  mkdirSync(at('cli/dist/probe'), { recursive: true });
  for (const arch of ENGINE_ARCHES) {
    const from = at(helperPath('linux', arch));
    const to = at('cli/dist/probe', `linux-${arch}`);
    if (!existsSync(from) || (existsSync(to) && readFileSync(to).equals(readFileSync(from)))) continue;
    // A hostnet that starts meanwhile never reads half a probe.
    copyFileSync(from, `${to}.${process.pid}`);
    renameSync(`${to}.${process.pid}`, to);
  }
}

/**
 * @param {string} os
 * @param {string} arch
 */
async function compile(os, arch) {
  const out = at(helperPath(os, arch));
  mkdirSync(dirname(out), { recursive: true });
  const { code, stderr } = await run(
    'go',
    ['build', '-trimpath', '-ldflags', '-s -w', '-o', out, mainPackage() ?? '.'],
    {
      cwd: at('probe/go'),
      env: {
        ...process.env,
        CGO_ENABLED: '0',
        GOOS: os,
        GOARCH: arch,
        GOARM: '7',
        GOFLAGS: '-buildvcs=false',
        GOTOOLCHAIN: 'local',
      },
    },
  );
  if (code !== 0) throw new Plain(`The host helper for ${os}/${arch} did not build:\n${tail(stderr, 30)}`);
}

/**
 * Cross-compiles the host helper for every platform unless its sources are as they were, and lays the probes of
 * containers beside the terminal's bundle.
 * @returns {Promise<'absent' | 'no-go' | 'fresh' | 'built'>} `no-go`: sources are there, the Go compiler is not
 */
export async function buildHelpers() {
  const built = await compileAll();
  packProbes();
  return built;
}

/** @returns {ReturnType<typeof buildHelpers>} */
async function compileAll() {
  if (!existsSync(at('probe/go/go.mod')) || !mainPackage()) return 'absent';
  const inputs = filesBelow(
    at('probe/go'),
    (file) => /\.(go|mod|sum)$/.test(file) && !file.endsWith('_test.go') && !file.includes('/dist/'),
  ).map((file) => relative(ROOT, file));
  const outputs = platforms().map(([os, arch]) => helperPath(os, arch));
  const key = [...inputs, ...outputs].join('\0');
  if (isFresh('go-helper', key)) return 'fresh';
  if (!which('go')) return 'no-go';
  const queue = platforms();
  // `go build` is parallel itself; two at a time keep both cores busy while one links.
  const workers = Array.from({ length: Math.min(2, availableParallelism()) }, async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await compile(...next);
  });
  await Promise.all(workers);
  writeStamp('go-helper', key, inputs, outputs);
  return 'built';
}
