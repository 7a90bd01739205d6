export { readDotenv } from './compose/dotenv.ts';
export { ComposeError } from './compose/error.ts';
export { lint } from './diagnose/lint.ts';
export type { LintResult } from './diagnose/lint.ts';
export type { ComposeFile, ComposeInput, FileLoader } from './compose/load.ts';
export { rewrite } from './compose/rewrite.ts';
export type { Rewrite } from './compose/rewrite.ts';
export type { LintFinding } from './judge/checks/compose/rule.ts';
export { LIMITS, tooLarge } from './compose/tokens.ts';
