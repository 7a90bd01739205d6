import type { Report } from '@hostnet/core';
import { NOT_ASKED } from '../../shared/controls/looks.ts';
import type { Look } from '../../shared/controls/looks.ts';
import { laneTableOf } from '../../shared/measured/lane-table.ts';
import { fromReport } from '../../shared/measured/measured.ts';

/** An address in one direction over one transport that two runs saw differently. */
export interface LaneChange {
  readonly id: string;
  readonly way: string;
  readonly address: string;
  readonly before: Look;
  readonly after: Look;
}

/** Returns what differs between the lanes of two runs, in the order of the table; what both saw alike is left out. */
export function laneChanges(before: Report, after: Report): LaneChange[] {
  const [old, now] = [cells(before), cells(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id) => {
    const known = now.get(id) ?? old.get(id);
    const [was, is] = [old.get(id)?.look ?? NOT_ASKED, now.get(id)?.look ?? NOT_ASKED];
    if (!known || (was.word === is.word && was.tone === is.tone)) return [];
    return [{ id, way: known.way, address: known.address, before: was, after: is }];
  });
}

function cells(report: Report): Map<string, { way: string; address: string; look: Look }> {
  const { columns, rows } = laneTableOf(fromReport(report));
  return new Map(
    rows.flatMap((row) =>
      row.cells.flatMap((cell, at) => {
        const column = columns[at];
        if (!column) return [];
        const way = column.from === 'host' ? 'Computer → container' : 'Container → computer';
        const { mark, word, tone } = cell;
        return [
          [
            cell.id,
            {
              way: `${way}, ${column.transport.toUpperCase()}`,
              address: row.label,
              look: { mark, word, tone },
            },
          ] as const,
        ];
      }),
    ),
  );
}
