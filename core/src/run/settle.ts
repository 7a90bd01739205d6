import type { PlannedLane } from '../model/lane.ts';
import type { ProbeFailure } from '../model/outside.ts';
import { dialsMs, RUN_BUDGET } from './run-budget.ts';
import type { RunContext } from './context.ts';
import { pause } from './deadline.ts';
import type { LaneBoard } from './lane-board.ts';
import type { ProbeRun } from './probe-run.ts';

/** The sessions that measure between computer and host-mode container. */
export interface Sides {
  /** The host's listeners. */
  readonly host: ProbeRun;
  readonly container: ProbeRun;
  /** The host's dialler. */
  readonly dialler: ProbeRun;
}

/**
 * Waits for the lanes between computer and host-mode container. What is open when a side dies or time is up is given up
 * with the reason. Returns why a side died before all was measured, null when none did.
 */
export async function settle(
  context: RunContext,
  lanes: readonly PlannedLane[],
  board: LaneBoard,
  sides: Sides,
  round: number,
): Promise<ProbeFailure | null> {
  const pair = ['host', 'host-mode'];
  const mine = lanes
    .filter((lane) => pair.includes(lane.from) && pair.includes(lane.to))
    .map((lane) => lane.id);
  const toContainer = lanes
    .filter((lane) => lane.from === 'host' && lane.to === 'host-mode')
    .map((lane) => lane.id);
  let died: ProbeFailure | null = null;
  const done = board.complete(mine);
  const sideDied = Promise.race([sides.container.ended, sides.host.ended]).then((failure) => {
    died = failure;
    board.giveUp(mine, 'instrument', failure?.message ?? 'a probe ended before the lane was measured');
  });
  void sides.dialler.ended.then(async (failure) => {
    await pause(RUN_BUDGET.witnessMs, context.signal);
    board.giveUp(toContainer, 'instrument', failure?.message ?? 'the probe on this computer ended early');
  });
  await Promise.race([done, sideDied, pause(dialsMs(round) + RUN_BUDGET.witnessMs, context.signal)]);
  board.giveUp(
    mine,
    'instrument',
    context.signal.aborted ? 'the run ended before it was answered' : 'no answer from the probe in time',
  );
  return died;
}
