import { distinct, Resolver } from './resolve.ts';

const never = new AbortController().signal;

describe('Resolver', () => {
  it('leaves literals alone, v4-mapped ones in IPv6', async () => {
    const resolver = new Resolver();
    const family = async (name: string) => (await resolver.resolve(name, 100, never))?.addresses;
    expect(await family('127.0.0.1')).toEqual([{ address: '127.0.0.1', family: 4 }]);
    expect(await family('::ffff:127.0.0.1')).toEqual([{ address: '::ffff:127.0.0.1', family: 6 }]);
  });

  it('tells the errno of a name that is none', async () => {
    const found = await new Resolver().resolve('no such name', 1000, never);
    expect(found?.addresses).toEqual([]);
    expect(found?.errno).toMatch(/^E[A-Z_]+$/);
  });

  it('returns null for what was cut short', async () => {
    expect(await new Resolver().resolve('localhost', 1000, AbortSignal.abort())).toBeNull();
  });
});

describe('distinct', () => {
  it('keeps each address once, where it came first', () => {
    const [one, two, six] = [
      { address: '127.0.0.1', family: 4 },
      { address: '10.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ];
    expect(distinct([two, one, six, one, two, six])).toEqual([two, one, six]);
    expect(distinct([])).toEqual([]);
  });
});
