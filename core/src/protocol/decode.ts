import { fromBase64url, ProtocolError } from './base64url.ts';
import { specProblem } from './spec-problem.ts';
import type { SessionSpec } from './spec.ts';

/** Returns the spec in a base64url text. Throws ProtocolError naming the first thing that is wrong. */
export function decodeSpec(text: string): SessionSpec {
  const value = fromBase64url(text);
  const problem = specProblem(value);
  if (problem !== null) throw new ProtocolError(`the spec does not fit the protocol: ${problem}`);
  return value as SessionSpec;
}
