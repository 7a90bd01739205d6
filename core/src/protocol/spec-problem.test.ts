import fc from 'fast-check';
import { SessionSpec } from './spec.ts';
import { specProblem } from './spec-problem.ts';

const valid: SessionSpec = {
  v: 1,
  run: 'abcd1234',
  token: 'a'.repeat(64),
  vantage: 'host-mode',
  lifetimeMs: 5000,
  stay: false,
  listen: [
    { id: 'l', transport: 'tcp', address: '::', port: 0, ipv6Only: true, multicastGroup: '239.255.1.1' },
  ],
  dial: [
    { lane: 'x', transport: 'udp', address: 'localhost', port: 9, spread: 'broadcast', redialForMs: 10 },
    { lane: 'u', transport: 'udp', address: '127.0.0.1', port: 9, until: 'echo' },
    { lane: 't', transport: 'tcp', address: '127.0.0.1', port: 9, until: 'connect', holdMs: 5 },
    { lane: 'p', transport: 'tcp', address: '127.0.0.1', port: 9, patienceMs: 4000 },
  ],
  inspect: [
    { kind: 'interfaces' },
    { kind: 'icmp', target: '127.0.0.1', raw: true },
    { kind: 'bind', address: '::1' },
    { kind: 'listeners' },
    { kind: 'arrivals', port: 80, forMs: 100 },
    { kind: 'discover', protocol: 'mdns', waitMs: 100 },
  ],
  sweep: [{ id: 's', transport: 'tcp', address: '127.0.0.1', from: 1, to: 9, waitMs: 100 }],
};

/** Every place in a value, as the keys that lead to it. */
function places(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, child]) => places(child, [...path, key]));
  return [path, ...inner];
}

function replaced(value: unknown, path: readonly (string | number)[], by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

const odd = fc.oneof(
  fc.anything(),
  fc.constantFrom(
    '',
    'tcp',
    'udp',
    'connect',
    'host',
    'node:',
    'node:a\nb',
    'x'.repeat(121),
    'x'.repeat(256),
    -1,
    0,
    1,
    49,
    50,
    120_001,
    65_536,
    1.5,
    NaN,
  ),
  fc.string({ maxLength: 70 }),
  fc.integer({ min: -2, max: 70_000 }),
);

describe('specProblem', () => {
  it('agrees with the schema on a valid spec', () => {
    expect(SessionSpec.safeParse(valid).success).toBe(true);
    expect(specProblem(valid)).toBeNull();
  });

  it('agrees with the schema wherever something else stands in a spec', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places(valid)), odd, (path, value) => {
        const spec = replaced(valid, path, value);
        expect([specProblem(spec) === null, spec]).toEqual([SessionSpec.safeParse(spec).success, spec]);
      }),
      { numRuns: 3000 },
    );
  });

  it('agrees with the schema on a key too many and a key too few', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...places(valid).filter((p) => p.length > 0)),
        fc.boolean(),
        (path, more) => {
          const spec = structuredClone(valid) as unknown as Record<string, unknown>;
          let at: Record<string | number, unknown> = spec;
          for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
          if (more && !Array.isArray(at)) at['extra'] = 1;
          else Reflect.deleteProperty(at, path.at(-1) ?? '');
          const json: unknown = JSON.parse(JSON.stringify(spec));
          expect([specProblem(json) === null, json]).toEqual([SessionSpec.safeParse(json).success, json]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('names the place and what was expected', () => {
    expect(specProblem({ ...valid, token: 'x' })).toBe('spec.token: expected 64 to 64 characters');
    expect(specProblem({ ...valid, dial: [{ ...valid.dial[0], port: 0 }] })).toBe(
      'spec.dial.0.port: expected a whole number from 1 to 65535',
    );
  });

  it('refuses a UDP dial that ends at a handshake, and the schema says the same', () => {
    const spec = { ...valid, dial: [{ ...valid.dial[1], until: 'connect' }] };
    expect(specProblem(spec)).toBe(
      'spec.dial.0.until: expected "echo" for a UDP dial, or none: UDP has no handshake, only an answer shows that a program is there',
    );
    const [issue] = SessionSpec.safeParse(spec).error?.issues ?? [];
    expect(`spec.${issue?.path.join('.')}: ${issue?.message}`).toBe(specProblem(spec));
  });
});
