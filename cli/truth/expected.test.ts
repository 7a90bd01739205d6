import { expectedOf } from './expected.ts';
import type { Program, Scenario, Socket } from './scenario.ts';

const socket = (over: Partial<Socket> = {}): Socket => ({
  bound: 'any4',
  behaviour: 'serves',
  waiting: 0,
  port: 'it',
  ...over,
});
const program = (over: Partial<Program> = {}, ...sockets: Socket[]): Program => ({
  kind: 'host-mode',
  sockets: sockets.length > 0 ? sockets : [socket()],
  state: 'running',
  share: false,
  ignored: 'no',
  to: 'any',
  ...over,
});
const right = (programs: Program[], over: Partial<Scenario> = {}) =>
  expectedOf({ place: 'plain', transport: 'tcp', weather: 'fair', rule: null, programs, ...over });
const ids = ({ causes }: ReturnType<typeof expectedOf>) => causes.map(({ id }) => id);

describe('the right answer, by what was put there', () => {
  it('is reachable at the addresses that a program takes', () => {
    const one = right([program({}, socket({ bound: 'any6' }))]);
    expect(one).toMatchObject({ verdict: 'reachable', causes: [], must: [] });
    expect(one.answers).toEqual({ v4: [0], v6: [0], lan: [0], alias: [0] });
    expect(right([program({}, socket({ bound: 'loop6' }))]).answers).toMatchObject({
      v4: [],
      v6: [0],
      lan: [],
    });
  });

  it.each([
    ['paused', program({ state: 'paused' }), 'HN0327'],
    ['hangs', program({}, socket({ behaviour: 'hangs', waiting: 1 })), 'HN0325'],
    ['hangs', program({}, socket({ behaviour: 'full' })), 'HN0325'],
    ['not-served', program({ kind: 'published' }, socket({ bound: 'loop4' })), 'HN0328'],
    ['not-served', program({ kind: 'published' }, socket({ port: 'next' })), 'HN0328'],
  ])('is broken by a program that %s', (id, one, code) => {
    expect(right([one])).toMatchObject({ verdict: 'broken', causes: [{ id, code, names: [0] }] });
  });

  it.each([
    ['nobody', []],
    ['nobody', [program({}, socket({ port: 'next' }))]],
    ['stopped', [program({ state: 'stopped' })]],
    ['unpublished', [program({ kind: 'unpublished' })]],
    ['ignored', [program({ ignored: 'outer' }, socket({ port: 'next' }))]],
  ])('is %s where nobody listens', (id, programs) => {
    const one = right(programs);
    expect(one.verdict).toBe('broken');
    expect(ids(one)).toEqual([id]);
  });

  it('names the container that came too late, and who was there', () => {
    const [late] = right([program(), program({ kind: 'published' })]).causes;
    expect(late).toMatchObject({ id: 'taken', code: 'HN0303', names: [1, 0] });
    expect(right([program({ kind: 'machine' }), program()]).causes).toMatchObject([
      { id: 'taken', remedy: null },
    ]);
  });

  it('has both of two that share, and a code for it', () => {
    const one = right([program({ share: true }), program({ share: true })]);
    expect(one).toMatchObject({ verdict: 'reachable', must: ['HN0326'] });
    expect(one.answers.v4).toEqual([0, 1]);
  });

  it('is broken by a firewall where it stands before somebody', () => {
    const drop = { family: 'v6', how: 'drop' } as const;
    expect(right([program()], { rule: drop }).verdict).toBe('reachable');
    expect(ids(right([program({}, socket({ bound: 'any6' }))], { rule: drop }))).toEqual(['firewall']);
  });

  it('is a guess of nobody where UDP stays silent', () => {
    const silent = program({}, socket({ behaviour: 'hangs' }));
    expect(right([silent], { transport: 'udp' })).toMatchObject({ mayBeUnknown: true, causes: [] });
    expect(right([program()], { transport: 'udp' }).mayBeUnknown).toBe(false);
  });
});

describe('the right answer behind a forwarder', () => {
  const bed = (programs: Program[], over: Partial<Scenario> = {}) =>
    right(programs, { place: 'bed', ...over });

  it('has no address of the engine’s machine', () => {
    expect(ids(bed([program({}, socket({ bound: 'own4' }))]))).toEqual(['address-beyond']);
    expect(bed([program()]).answers).toEqual({ v4: [0], v6: [], lan: [0], alias: [] });
  });

  it('has a program of the computer before a container’s', () => {
    const both = bed([program({ kind: 'machine' }, socket({ bound: 'loop4' })), program()]);
    expect(ids(both)).toEqual(['displaced']);
    expect(both).toMatchObject({ must: ['HN0324'], answers: { v4: [0], lan: [1] } });
    expect(bed([program({ kind: 'machine' })], { weather: 'off' }).verdict).toBe('reachable');
  });

  it.each([
    ['off', 'feature'],
    ['too-old', 'feature'],
    ['no-tcp', 'feature'],
    ['forgets', 'forgotten'],
    ['stranger', 'stranger-everywhere'],
  ] as const)('is broken in weather %s, but not for what is published', (weather, id) => {
    expect(ids(bed([program()], { weather }))).toEqual([id]);
    expect(bed([program({ kind: 'published' })], { weather }).verdict).toBe('reachable');
  });

  it('is broken where IPv6 is not forwarded, for IPv6 alone', () => {
    expect(ids(bed([program({}, socket({ bound: 'loop6' }))], { weather: 'no-ipv6' }))).toEqual(['no-ipv6']);
    expect(bed([program()], { weather: 'no-ipv6' }).verdict).toBe('reachable');
  });
});
