import { excludedRanges, hostPorts } from './host-ports.ts';

it('reads netsh’s table in any language, and nothing else in it', () => {
  const table = `
Protokoll tcp Portausschlussbereiche

Startport      Endport
----------    --------
      5357        5357
     50000       50059     *

* - Verwaltete Portausschlüsse.
`;
  expect(excludedRanges(table)).toEqual([
    { from: 5357, to: 5357 },
    { from: 50_000, to: 50_059 },
  ]);
  expect(excludedRanges('netsh: command not found')).toEqual([]);
});

it('tells of this computer without throwing, also when cancelled', async () => {
  const facts = await hostPorts(AbortSignal.abort());
  expect(typeof facts.firewalls.known).toBe('boolean');
  expect(facts.excludedPorts).toMatchObject(process.platform === 'win32' ? {} : { known: true, value: [] });
});
