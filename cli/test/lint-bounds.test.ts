import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostnet } from './support/hostnet.ts';

/** Generous: the machine may be busy. */
const TEST_MS = 240_000;

describe('hostnet lint of files that take long', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hostnet-bounds-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it(
    'S5: stops at includes that fan out, eight ways on six levels, with other variables each time',
    async () => {
      for (let way = 0; way < 8; way++) writeFileSync(join(folder, `e${way}.env`), `V${way}=1\n`);
      for (let level = 0; level < 7; level++) {
        const ways = Array.from(
          { length: 8 },
          (_, way) => `  - { path: l${level + 1}.yaml, env_file: e${way}.env }\n`,
        );
        const include = level === 6 ? '' : `include:\n${ways.join('')}`;
        const text = `${include}services:\n  s${level}:\n    image: x\n`;
        writeFileSync(join(folder, level === 0 ? 'compose.yaml' : `l${level}.yaml`), text);
      }
      const ended = await hostnet(['lint', join(folder, 'compose.yaml')]);
      expect(ended.code).toBe(2);
      expect(ended.stderr).toContain('more than 500 files are included');
    },
    TEST_MS,
  );
});
