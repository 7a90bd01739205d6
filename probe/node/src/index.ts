export { OUTPUT_CLOSED, runSession } from './session.ts';
export { untaken, type ClientSide } from './inspect/untaken.ts';
