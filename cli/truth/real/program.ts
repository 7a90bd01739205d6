import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CONTAINED, PROGRAM } from '../inject.ts';

const SOURCES = join(import.meta.dirname, '../program');

/** A folder with the program that scenarios are made of; containers have it mounted. */
export interface ProgramFolder {
  readonly folder: string;
  remove(): void;
}

/** Builds the program into a folder of its own, under both its names. Throws when there is no Go compiler. */
export async function buildProgram(): Promise<ProgramFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'hostnet-truth-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    await promisify(execFile)('go', ['build', '-o', join(folder, PROGRAM), '.'], {
      cwd: SOURCES,
      env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false', GOTOOLCHAIN: 'local' },
    });
    copyFileSync(join(folder, PROGRAM), join(folder, CONTAINED));
  } catch (error) {
    remove();
    throw new Error('The program of the scenarios needs a Go compiler (Debian: apt-get install golang-go).', {
      cause: error,
    });
  }
  return { folder, remove };
}
