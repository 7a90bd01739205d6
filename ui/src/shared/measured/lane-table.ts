import type { Lane, PlannedLane, Transport, Vantage } from '@hostnet/core';
import { transportName, vantageName } from '../controls/names.ts';
import { aggregate } from './aggregate.ts';
import type { Aggregate } from './aggregate.ts';
import { familyNames } from './families.ts';
import { pendingLanes } from './measured.ts';
import type { Measured } from './measured.ts';

/** One cell: an address in one direction over one transport. */
export interface Cell extends Aggregate {
  readonly id: string;
  readonly address: string;
  readonly ariaLabel: string;
  readonly lanes: readonly Lane[];
}

export interface Column {
  readonly id: string;
  readonly from: Vantage;
  readonly to: Vantage;
  readonly transport: Transport;
}

export interface Row {
  readonly address: string;
  readonly label: string;
  /** `IPv4`, `IPv6`, both for a name; empty while it is not known. */
  readonly family: string;
  readonly cells: readonly Cell[];
}

export interface LaneTable {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

const COLUMNS: readonly Column[] = (
  [
    ['host', 'host-mode'],
    ['host-mode', 'host'],
  ] as const
).flatMap(([from, to]) =>
  (['tcp', 'udp'] as const).map((transport) => ({ id: `${from}>${to}/${transport}`, from, to, transport })),
);

/** Returns the table between computer and host-mode container: a row for each address dialled, in the order of the plan. */
export function laneTableOf(measured: Measured): LaneTable {
  const pending = pendingLanes(measured);
  const lan = measured.facts?.host.lanAddress;
  const inTable = (lane: PlannedLane) => COLUMNS.some((column) => fits(column, lane));
  const addresses = [
    ...new Set([...measured.planned, ...measured.lanes].filter(inTable).map((lane) => lane.address)),
  ];
  return {
    columns: COLUMNS,
    rows: addresses.map((address) => ({
      address,
      label: lan?.known && lan.value === address ? `${address} (LAN)` : address,
      family: familyNames(
        address,
        measured.lanes.filter((lane) => inTable(lane) && lane.address === address),
      ),
      cells: COLUMNS.map((column) => cellOf(column, address, measured.lanes, pending)),
    })),
  };
}

function cellOf(
  column: Column,
  address: string,
  lanes: readonly Lane[],
  pending: readonly PlannedLane[],
): Cell {
  const here = lanes.filter((lane) => fits(column, lane) && lane.address === address);
  const waiting = pending.filter((lane) => fits(column, lane) && lane.address === address).length;
  const all = aggregate(here, waiting);
  const way = `${vantageName(column.from)} to ${vantageName(column.to)}`;
  return {
    ...all,
    id: `${column.id}/${address}`,
    address,
    ariaLabel: `${address}, ${way}, ${transportName(column.transport)}: ${all.word}. Show evidence`,
    lanes: here,
  };
}

function fits(column: Column, lane: PlannedLane): boolean {
  return lane.from === column.from && lane.to === column.to && lane.transport === column.transport;
}
