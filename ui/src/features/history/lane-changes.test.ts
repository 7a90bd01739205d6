import { desktopReport, lossyReport } from '@hostnet/core/testing';
import { laneChanges } from './lane-changes.ts';

it('tells what differs by address, direction and transport, and nothing that is alike', () => {
  const [works, lossy] = [desktopReport(), lossyReport()];
  expect(laneChanges(works, works)).toEqual([]);
  const changes = laneChanges(works, lossy);
  expect(
    changes.map(({ way, address, before, after }) => [way, address, before.word, after.word]),
  ).toContainEqual(['Computer → container, UDP', '127.0.0.1', 'reachable', 'reply lost']);
  expect(changes.filter(({ way, address }) => way.endsWith('TCP') && address === '127.0.0.1')).toEqual([]);
  expect(laneChanges(lossy, works)).toHaveLength(changes.length);
});
