import type { SessionSpec } from '@hostnet/core/protocol';

/** Test helper: returns a spec the bridge service takes, with what is given put over it. */
export function bridgeSpec(over: Partial<SessionSpec> = {}): SessionSpec {
  return {
    v: 1,
    run: 'test1234',
    token: 'ab'.repeat(32),
    vantage: 'bridge',
    lifetimeMs: 5000,
    stay: false,
    listen: [],
    dial: [{ lane: 'l1', transport: 'tcp', address: '127.0.0.1', port: 9 }],
    inspect: [],
    ...over,
  };
}
