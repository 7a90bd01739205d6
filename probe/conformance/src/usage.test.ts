import { encodeSpec } from '@hostnet/core/protocol';
import { runProbe } from './command.ts';
import { specOf } from './driver.ts';

const encode = (parts: object): string => encodeSpec({ ...specOf({}), ...parts });
const listener = { id: 'a', transport: 'tcp', address: '127.0.0.1', port: 0 };
const dial = { lane: 'a', transport: 'udp', address: '127.0.0.1', port: 9 };

describe('a command line that is wrong ends with exit code 2, one line on stderr and nothing on stdout', () => {
  it.each<[string, string[]]>([
    ['no verb', []],
    ['another verb', ['listen', encode({})]],
    ['no spec', ['session']],
    ['an empty spec', ['session', '']],
    ['two specs', ['session', encode({}), encode({})]],
    ['another option', ['session', encode({}), '--stay']],
    ['an option twice', ['session', encode({}), '--ends-with-stdin', '--ends-with-stdin']],
    ['a spec that is not base64url', ['session', '{"v":1}']],
    ['base64 with padding', ['session', `${Buffer.from('{"v":1} ').toString('base64').slice(0, 10)}==`]],
    ['base64url of something else', ['session', Buffer.from('hello').toString('base64url')]],
    [
      'base64url of bytes that are no UTF-8',
      ['session', Buffer.from([0x22, 0xff, 0x22]).toString('base64url')],
    ],
    ['a JSON array', ['session', Buffer.from('[]').toString('base64url')]],
    ['another version', ['session', encode({ v: 2 })]],
    ['a field too many', ['session', encode({ extra: 1 })]],
    ['a field too few', ['session', encode({ listen: undefined })]],
    ['a token too short', ['session', encode({ token: 'abcd' })]],
    ['a token in upper case', ['session', encode({ token: 'AB'.repeat(32) })]],
    ['a run id with a dash', ['session', encode({ run: 'a-b-c-d' })]],
    ['an unknown vantage point', ['session', encode({ vantage: 'moon' })]],
    ['a node without a name', ['session', encode({ vantage: 'node:' })]],
    ['a lifetime too short', ['session', encode({ lifetimeMs: 49 })]],
    ['a lifetime too long', ['session', encode({ lifetimeMs: 120_001 })]],
    ['a lifetime that is no whole number', ['session', encode({ lifetimeMs: 99.5 })]],
    ['a port too high', ['session', encode({ listen: [{ ...listener, port: 65_536 }] })]],
    ['a dial to port 0', ['session', encode({ dial: [{ ...dial, port: 0 }] })]],
    ['another transport', ['session', encode({ dial: [{ ...dial, transport: 'sctp' }] })]],
    ['a re-dial too long', ['session', encode({ dial: [{ ...dial, redialForMs: 2001 }] })]],
    ['a dial until something else', ['session', encode({ dial: [{ ...dial, until: 'close' }] })]],
    ['a UDP dial until connect', ['session', encode({ dial: [{ ...dial, until: 'connect' }] })]],
    ['an unknown inspection', ['session', encode({ inspect: [{ kind: 'files' }] })]],
    [
      'an inspection with a field too many',
      ['session', encode({ inspect: [{ kind: 'sockets', raw: true }] })],
    ],
    ['65 listeners', ['session', encode({ listen: Array.from({ length: 65 }, () => listener) })]],
    ['257 dials', ['session', encode({ dial: Array.from({ length: 257 }, () => dial) })]],
    [
      '17 inspections',
      ['session', encode({ inspect: Array.from({ length: 17 }, () => ({ kind: 'sockets' })) })],
    ],
  ])('%s', async (_what, args) => {
    const ended = await runProbe(...args);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^[^\r\n]+\r?\n$/);
    expect(ended.stderr).not.toMatch(/^\s+at |goroutine|panic/);
  });
});

it('says why a UDP dial cannot end at a handshake', async () => {
  const { stderr } = await runProbe('session', encode({ dial: [{ ...dial, until: 'connect' }] }));
  expect(stderr).toMatch(/dial\.0\.until: .*UDP has no handshake/);
});

it.each<[string, object]>([
  ['a swarm node as vantage point', { vantage: 'node:worker-1' }],
  ['the shortest lifetime', { lifetimeMs: 50 }],
  ['the longest lifetime', { lifetimeMs: 120_000 }],
  ['a UDP dial until echo', { dial: [{ ...dial, until: 'echo' }] }],
])('%s is right', async (_what, parts) => {
  expect(await runProbe('session', encode(parts))).toMatchObject({ code: 0, stderr: '' });
});
