import type { Arrow, Picture } from '../../../shared/measured/picture.ts';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where an arrow runs, where its label stands, and the area that can be clicked, all in units of the picture. */
export interface ArrowLayout {
  readonly arrow: Arrow;
  /** null for an arrow to itself, which is a label in its box. */
  readonly line: {
    readonly x1: number;
    readonly y1: number;
    readonly x2: number;
    readonly y2: number;
  } | null;
  readonly label: {
    readonly x: number;
    readonly y: number;
    readonly anchor: 'start' | 'end';
    readonly narrow: boolean;
  };
  /** Where the address families stand, at the other end of the line; null in narrow places. */
  readonly families: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'end' } | null;
  readonly hit: Rect;
}

export interface PictureLayout {
  readonly width: number;
  readonly height: number;
  readonly host: Rect;
  readonly vm: Rect | null;
  readonly hostMode: Rect;
  /** null when no bridge container was asked. */
  readonly bridge: Rect | null;
  readonly arrows: readonly ArrowLayout[];
}

const WIDTH = 760;
const ROW = 30;
const LEFT_EDGE = 194;
const RIGHT_EDGE = 470;
const BOX_WIDTH = 256;
/** Two arrows stand side by side in this much each. */
const NARROW = 128;
/** Lines start and end this far from the boxes, so that heads do not touch them. */
const GAP = 4;

/** Returns where everything stands. Boxes grow with the arrows that meet them; nothing overlaps. */
export function layoutOf(picture: Picture): PictureLayout {
  const between = (arrow: Arrow) => kindOf(arrow);
  const main = picture.arrows.filter((arrow) => between(arrow) === 'main');
  const side = picture.arrows.filter((arrow) => between(arrow) === 'side');
  const upward = picture.arrows.filter((arrow) => between(arrow) === 'upward');
  const itself = picture.arrows.filter((arrow) => between(arrow) === 'itself');
  const top = picture.vm ? 40 : 10;
  const modeHeight = Math.max(118, main.length * ROW + 12);
  const hostMode = { x: RIGHT_EDGE, y: top, width: BOX_WIDTH, height: modeHeight };
  const bridgeTop = top + modeHeight + (upward.length > 0 ? 52 : 16);
  const hasBridge = side.length + upward.length > 0;
  const bridge = hasBridge
    ? { x: RIGHT_EDGE, y: bridgeTop, width: BOX_WIDTH, height: Math.max(56, side.length * ROW + 8) }
    : null;
  const bottom = bridge ? bridge.y + bridge.height : top + modeHeight;
  const height = bottom + (picture.vm ? 18 : 10);
  return {
    width: WIDTH,
    height,
    host: { x: 4, y: top, width: LEFT_EDGE - 4, height: bottom - top },
    vm: picture.vm ? { x: 440, y: 6, width: 316, height: height - 12 } : null,
    hostMode,
    bridge,
    arrows: [
      ...main.map((arrow, row) => horizontal(arrow, top + 28 + row * ROW)),
      ...side.map((arrow, row) => horizontal(arrow, bridgeTop + 26 + row * ROW)),
      ...upward.map((arrow, column) => vertical(arrow, column, bridgeTop, top + modeHeight)),
      ...itself.map((arrow, column) => inside(arrow, column, top + modeHeight)),
    ],
  };
}

function kindOf(arrow: Arrow): 'main' | 'side' | 'upward' | 'itself' {
  if (arrow.from === arrow.to) return 'itself';
  if (arrow.from === 'bridge' && arrow.to === 'host-mode') return 'upward';
  return arrow.from === 'bridge' || arrow.to === 'published' ? 'side' : 'main';
}

function horizontal(arrow: Arrow, y: number): ArrowLayout {
  const right = arrow.from === 'host';
  const [x1, x2] = right ? [LEFT_EDGE, RIGHT_EDGE - GAP] : [RIGHT_EDGE, LEFT_EDGE + GAP];
  const label = right ? { x: 206, anchor: 'start' as const } : { x: 432, anchor: 'end' as const };
  return {
    arrow,
    line: { x1, y1: y, x2, y2: y },
    label: { ...label, y: y - 6, narrow: false },
    families: right ? { x: 432, y: y - 6, anchor: 'end' } : { x: 206, y: y - 6, anchor: 'start' },
    hit: { x: LEFT_EDGE + 2, y: y - 21, width: RIGHT_EDGE - LEFT_EDGE - 4, height: 28 },
  };
}

function vertical(arrow: Arrow, column: number, from: number, to: number): ArrowLayout {
  const x = RIGHT_EDGE + 10 + column * NARROW;
  return {
    arrow,
    line: { x1: x, y1: from, x2: x, y2: to + GAP },
    label: { x: x + 8, y: (from + to) / 2 + 5, anchor: 'start', narrow: true },
    families: null,
    hit: { x: x - 8, y: to + 8, width: 120, height: from - to - 16 },
  };
}

function inside(arrow: Arrow, column: number, boxBottom: number): ArrowLayout {
  const x = RIGHT_EDGE + 14 + column * (NARROW - 6);
  return {
    arrow,
    line: null,
    label: { x: x + 2, y: boxBottom - 14, anchor: 'start', narrow: true },
    families: null,
    hit: { x: x - 4, y: boxBottom - 30, width: 112, height: 24 },
  };
}
