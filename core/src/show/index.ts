export { renderJson } from './json.ts';
export {
  BOUNDARY_NAMES,
  CARRIED_MARKS,
  engineLine,
  platformName,
  switchState,
  vantageName,
} from './labels.ts';
export { renderMarkdown } from './markdown.ts';
export { cellOf, isBetween, isFault, laneMatrix, MATRIX_COLUMNS } from './matrix.ts';
export type { Cell, MatrixRow, Tone } from './matrix.ts';
export { wrap } from '../words/plain.ts';
export { laneLine, renderText } from './text.ts';
export type { TextOptions } from './text.ts';
