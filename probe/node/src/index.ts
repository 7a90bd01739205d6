export { OUTPUT_CLOSED, runSession } from './session.ts';
