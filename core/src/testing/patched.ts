import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const COMMANDS = {
  git: ['git', 'apply', '-p0', '--whitespace=nowarn', '-'],
  patch: ['patch', '-p0', '--silent', '--no-backup-if-mismatch'],
} as const;

/** Test helper: returns the files as they are after `git apply` or `patch` has read a diff. Throws what that says. */
export function patched(
  files: Readonly<Record<string, string>>,
  diff: string,
  by: keyof typeof COMMANDS = 'git',
): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'hostnet-patched-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const [command, ...args] = COMMANDS[by];
    execFileSync(command, args, { cwd: folder, input: diff, stdio: ['pipe', 'pipe', 'pipe'] });
    return Object.fromEntries(
      Object.keys(files).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
