import { COMPOSED_CASES } from './composed-cases.ts';
import { ENCODED_CASES } from './encoded-cases.ts';
import type { OracleCase } from './oracle-case.ts';
import { PROJECT_CASES } from './project-cases.ts';
import { VALUE_CASES } from './value-cases.ts';

/** Cases that were written by hand. */
export const CASES: readonly OracleCase[] = [
  ...VALUE_CASES,
  ...PROJECT_CASES,
  ...COMPOSED_CASES,
  ...ENCODED_CASES,
];
