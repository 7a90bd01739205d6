export { readDotenv } from './dotenv.ts';
export { ComposeError } from './error.ts';
export { lint } from './lint.ts';
export type { LintResult } from './lint.ts';
export type { ComposeFile, ComposeInput, FileLoader } from './load.ts';
export { rewrite } from './rewrite.ts';
export type { Rewrite } from './rewrite.ts';
export type { LintFinding } from './rules/rule.ts';
export { LIMITS, tooLarge } from './tokens.ts';
