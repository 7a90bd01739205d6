export { TOKEN_CLASS_NAMES } from './redact/classes.ts';
export type { TokenClass } from './redact/classes.ts';
export { redactReport } from './redact/redact.ts';
export type { Redacted, Removed } from './redact/redact.ts';
