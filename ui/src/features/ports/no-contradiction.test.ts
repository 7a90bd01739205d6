import fc from 'fast-check';
import { explainPort } from '@hostnet/core/listening';
import { GENERATED_PORTS, generatedLooks, portsReportOf } from '@hostnet/core/testing/generated-looks';
import { placeOnPorts } from '../../shared/findings/codes.ts';
import { findingGroups } from './finding-groups.ts';
import { gridRows } from './listeners/grid-rows.ts';
import { chainView } from './one-port/chain-view.ts';

/** Cells of the grid that say that a port answers. */
const ANSWERS: readonly string[] = ['answers', 'open'];

it('of 1,000 looks the tab shows each finding of a port once, and no cell or chain that denies it', () => {
  fc.assert(
    fc.property(generatedLooks, (look) => {
      const report = portsReportOf(look);
      const { conflicts, others } = findingGroups(report.findings);
      const restarts = report.findings.filter(({ code }) => placeOnPorts(code) === 'restart');
      const shown = [...conflicts, ...others, ...restarts];
      const due = report.findings.filter(({ code }) => placeOnPorts(code) !== null);
      expect(new Set(shown)).toEqual(new Set(due));
      expect(shown).toHaveLength(due.length);
      expect(report.restartGuard.length === 0).toBe(restarts.length === 0);
      const rows = gridRows(report);
      for (const port of GENERATED_PORTS) {
        const chain = explainPort(report, port, 'tcp');
        const view = chainView(chain);
        expect(view.links.filter(({ lit }) => lit).map(({ id }) => id)).toEqual(
          chain.broken === null ? [] : [chain.broken],
        );
        if (chain.broken !== 'listener') continue;
        const here = rows.filter((row) => row.port === port && row.transport === 'TCP');
        expect(here.filter((row) => ANSWERS.includes(row.v4.look.word))).toEqual([]);
      }
    }),
    { numRuns: 1000 },
  );
}, 120_000);
