import { PROTOCOL_VERSION } from '../protocol/version.ts';
import type { SessionSpec } from '../protocol/spec.ts';

/** Returns the spec of a session that does nothing but what `over` asks for. */
export function specFixture(over: Partial<SessionSpec> = {}): SessionSpec {
  return {
    v: PROTOCOL_VERSION,
    run: 'abcd1234',
    token: 'a'.repeat(64),
    vantage: 'host-mode',
    lifetimeMs: 5000,
    stay: true,
    listen: [],
    dial: [],
    inspect: [],
    ...over,
  };
}
