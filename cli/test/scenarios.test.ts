import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SCENARIOS } from '@hostnet/standin/bed/scenarios';
import { startFixture, type BedFixture } from '@hostnet/standin/bed/testing';
import { unexpectedCodes, verdictsPage, type Measured } from '@hostnet/standin/bed/verdicts';
import { format, resolveConfig } from 'prettier';
import { diagnoseJson } from './support/hostnet.ts';

const PAGE = fileURLToPath(new URL('../../docs/verdicts.md', import.meta.url));
const EXIT = {
  working: 0,
  'partly-working': 1,
  'not-working': 1,
  'not-available': 1,
  unknown: 3,
} as const;

/** Each state of Docker Desktop and of other engines, set up for real and diagnosed by the built hostnet. */
describe('a diagnosis says of each scenario', () => {
  let bed: BedFixture;
  /** Those that were as they must be. */
  const rows: Measured[] = [];
  let asked = 0;

  beforeAll(async () => {
    bed = await startFixture('scenarios');
  }, 180_000);
  afterAll(() => bed.down(), 60_000);

  it.each(Object.entries(SCENARIOS))(
    '%s',
    async (name, scenario) => {
      asked++;
      const status = await bed.bed.status('scenario', name, '--name', bed.name);
      const env = {
        DOCKER_HOST: status.dockerHost,
        DOCKER_CONTEXT: '',
        HOSTNET_HELPER_HOME: status.home,
        HOSTNET_LAN_ADDRESS: status.hostAddress,
      };
      const { report, ended } = await diagnoseJson({ env });
      const row = { name, scenario, report };
      const codes = [...new Set(report.findings.map((finding) => finding.code))];
      process.stdout.write(
        `${name.padEnd(30)} ${report.verdict.padEnd(15)} ${String(Math.round(ended.elapsedMs)).padStart(5)} ms  ${codes.join(' ')}\n`,
      );
      const told = report.findings.map(({ code, title, evidence }) =>
        [code, title, ...evidence].join('\n  '),
      );
      const wrong = report.verdict !== scenario.verdict || unexpectedCodes(row).length > 0;
      if (wrong) process.stdout.write(`${told.join('\n')}\n`);
      expect(report.verdict).toBe(scenario.verdict);
      expect(codes).toEqual(expect.arrayContaining([...scenario.codes]));
      expect(unexpectedCodes(row)).toEqual([]);
      expect({ code: ended.code, said: ended.stderr }).toMatchObject({ code: EXIT[scenario.verdict] });
      if (scenario.remedy !== undefined) expect(report.findings[0]?.remedy?.text).toContain(scenario.remedy);
      rows.push(row);
    },
    60_000,
  );

  it('and docs/verdicts.md has it written down', async () => {
    if (asked < Object.keys(SCENARIOS).length) return; // Run with -t: a page of some rows says nothing.
    expect(rows).toHaveLength(asked);
    const page = await format(verdictsPage(rows), { ...(await resolveConfig(PAGE)), parser: 'markdown' });
    if (process.env['HOSTNET_UPDATE'] === '1') writeFileSync(PAGE, page);
    expect(existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '').toBe(page);
  });
});
