import { healthyLanes, lossyReport, planOf } from '@hostnet/core/testing';
import { laneTableOf } from './lane-table.ts';
import { fromReport, NOTHING_MEASURED } from './measured.ts';

describe('laneTableOf', () => {
  const table = laneTableOf(fromReport(lossyReport()));
  const words = (address: string) =>
    table.rows.find((row) => row.address === address)?.cells.map((cell) => cell.word);

  it('has a row for each address in the order of the plan', () => {
    expect(table.rows.map((row) => row.label)).toEqual([
      '127.0.0.1',
      '::1',
      'localhost',
      '192.0.2.10 (LAN)',
      '::ffff:127.0.0.1',
      'host.docker.internal',
    ]);
  });

  it('tells what was refused, lost and not asked', () => {
    expect(words('127.0.0.1')).toEqual(['reachable', 'reply lost', 'reachable', 'reachable']);
    expect(words('::ffff:127.0.0.1')).toEqual(['skipped', 'skipped', 'refused', 'refused']);
  });

  it('takes addresses a name resolved to as one row, and leaves controls out', () => {
    const lanes = healthyLanes();
    const named = lanes.filter((lane) => lane.address === 'localhost');
    const resolved = named.flatMap((lane) =>
      ['127.0.0.1', '::1'].map((ip) => ({ ...lane, id: `${lane.id}#${ip}`, resolved: ip })),
    );
    const rows = laneTableOf({ ...NOTHING_MEASURED, planned: planOf(named), lanes: resolved }).rows;
    expect(rows).toHaveLength(1);
    expect(rows[0]?.cells.map((cell) => [cell.tone, cell.lanes.length])).toEqual(Array(4).fill(['ok', 2]));
  });

  it('shows what is planned as being measured', () => {
    const pending = laneTableOf({ ...NOTHING_MEASURED, planned: planOf(healthyLanes()) });
    expect(pending.rows[0]?.cells.map((cell) => cell.tone)).toEqual(Array(4).fill('pending'));
  });
});
