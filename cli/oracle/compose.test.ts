import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ComposeError, lint, projectModel, type ServiceModel } from '@hostnet/core/compose';
import { UsageError } from '../src/exit.ts';
import { readInput } from '../src/lint/input.ts';
import { CASES } from './cases.ts';
import type { OracleCase } from './oracle-case.ts';
import { generated } from './generated.ts';

/** The program that is the measure: `docker-compose` 2.40 (scripts/lib/compose-oracle.mjs). */
const ORACLE = process.env['HOSTNET_COMPOSE'] ?? '';
const GENERATED = 70;
/** Calls of the oracle at once. */
const AT_ONCE = 3;
/** For all calls on a busy machine; each takes about 0.1 s. */
const ALL_MS = 240_000;

type Answer = ReadonlyMap<string, ServiceModel> | { readonly refused: string };

interface Shown {
  readonly services?: Readonly<
    Record<
      string,
      {
        readonly network_mode?: string;
        readonly networks?: Readonly<Record<string, unknown>>;
        readonly ports?: readonly {
          host_ip?: string;
          published?: string;
          target: number;
          protocol?: string;
        }[];
      }
    >
  >;
}

const KEPT = { PATH: process.env['PATH'] ?? '', HOME: tmpdir() };

/** What Compose says of a project. */
function oracle(folder: string, { args = [], env = {} }: OracleCase): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const named = args.flatMap((file) => ['-f', file]);
    const child = spawn(ORACLE, [...named, 'config', '--format', 'json'], {
      cwd: folder,
      env: { ...KEPT, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 ? modelOf(stdout) : { refused: stderr.trim() }));
  });
}

function modelOf(stdout: string): Answer {
  const { services = {} } = JSON.parse(stdout) as Shown;
  return new Map(
    Object.entries(services).map(([name, { network_mode: networkMode = '', networks = {}, ports = [] }]) => {
      const rows = ports.map(
        ({ host_ip: address = '', published = '', target, protocol = 'tcp' }) =>
          `${address}|${published === '0' ? '' : published}|${target}|${['tcp', 'udp'].includes(protocol) ? protocol : 'other'}`,
      );
      return [
        name,
        // Compose doubles the dollar signs in what it prints.
        {
          networkMode: networkMode.split('$$').join('$'),
          ports: [...new Set(rows)].sort(),
          networks: Object.keys(networks).sort(),
        },
      ];
    }),
  );
}

/** What hostnet says: refused is what is never called clean. */
async function ours(folder: string, { args = [], env = {} }: OracleCase): Promise<Answer> {
  const [cwd, before] = [process.cwd(), process.env];
  process.chdir(folder);
  process.env = { ...KEPT, ...env };
  try {
    const input = await readInput(args, new AbortController().signal);
    const { findings, notJudged } = lint(input);
    // A mode beside networks is refused by Compose, and has a finding of its own.
    const model = projectModel(input);
    const [reason] = [
      ...notJudged.map(({ what }) => what),
      ...findings
        .filter(({ code, service }) => code === 'HN0602' && model.has(service ?? ''))
        .map(({ title }) => title),
    ];
    return reason === undefined ? model : { refused: reason };
  } catch (error) {
    if (error instanceof ComposeError || error instanceof UsageError) return { refused: error.message };
    throw error;
  } finally {
    process.chdir(cwd);
    process.env = before;
  }
}

/** True where both are refused, or every service that is known is the same. */
function agree(theirs: Answer, own: Answer): boolean {
  if ('refused' in theirs || 'refused' in own) return 'refused' in theirs && 'refused' in own;
  return (
    [...theirs.keys()].sort().join() === [...own.keys()].sort().join() &&
    [...theirs].every(([name, service]) =>
      (['networkMode', 'ports', 'networks'] as const).every((key) => {
        const said = own.get(name)?.[key];
        return said === null || JSON.stringify(said) === JSON.stringify(service[key]);
      }),
    )
  );
}

describe('Compose files, against docker compose config', () => {
  const root = mkdtempSync(join(tmpdir(), 'hostnet-oracle-'));
  afterAll(() => rmSync(root, { recursive: true }));

  it(
    'reads what Compose reads, refuses what it refuses, and has the same mode, ports and networks',
    async () => {
      const cases = [...CASES, ...generated(GENERATED)].map((one, index) => {
        const folder = join(root, `p${index}`);
        for (const [name, text] of Object.entries(one.files)) {
          mkdirSync(dirname(join(folder, name)), { recursive: true });
          writeFileSync(join(folder, name), text);
        }
        return { ...one, folder };
      });
      const theirs: Answer[] = [];
      const queue = cases.map((one, index) => ({ one, index }));
      const worker = async () => {
        for (let next = queue.shift(); next; next = queue.shift())
          theirs[next.index] = await oracle(next.one.folder, next.one);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      const disagreements: string[] = [];
      for (const [index, one] of cases.entries()) {
        const [said, own] = [theirs[index] ?? { refused: 'no answer' }, await ours(one.folder, one)];
        if (!agree(said, own))
          disagreements.push(`${one.name}: Compose ${shown(said)}, hostnet ${shown(own)}`);
      }
      const files = cases.reduce((sum, { files: all }) => sum + Object.keys(all).length, 0);
      process.stdout.write(`${files} files, ${disagreements.length} disagreements\n`);
      expect(files).toBeGreaterThanOrEqual(300);
      expect(disagreements).toEqual([]);
    },
    ALL_MS,
  );
});

function shown(answer: Answer): string {
  return 'refused' in answer ? `refuses it (${answer.refused.slice(0, 200)})` : JSON.stringify([...answer]);
}
