import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { once } from 'node:events';
import { WIRE } from '@hostnet/core/protocol';
import { cleanup } from './cleanup.ts';
import { start, type Probe } from './driver.ts';
import { ask, signed, talk } from './strangers.ts';

const nonceOf = () => randomBytes(16).toString('hex');

async function listener(transport: 'tcp' | 'udp'): Promise<{ probe: Probe; port: number }> {
  const probe = await start({ stay: true, listen: [{ id: 'l', transport, address: '127.0.0.1', port: 0 }] });
  return { probe, port: await probe.port('l') };
}

/** What is no request of this run, however near it comes. */
const STRANGE: [string, string | Buffer][] = [
  ['nothing', ''],
  ['a word', 'hello\n'],
  ['a request of another run', signed('request', nonceOf(), '77'.repeat(32))],
  ['an authentic reply', signed('reply', nonceOf())],
  ['a request in upper case', signed('request', nonceOf()).toUpperCase()],
  ['a request without its end', signed('request', nonceOf()).trim()],
  ['a request with a byte too many', `${signed('request', nonceOf())}\n`],
  ['random bytes as long as a request', randomBytes(WIRE.messageBytes)],
  ['a flood of bytes', randomBytes(1400)],
];

describe('a UDP listener', () => {
  it('answers an authentic request, with a reply no longer than it, and tells who asked', async () => {
    const { probe, port } = await listener('udp');
    const nonce = nonceOf();
    const request = signed('request', nonce);
    const answers = await ask(port, [request], 500);
    expect(answers.map(String)).toEqual([signed('reply', nonce)]);
    expect(answers[0]!.length).toBeLessThanOrEqual(Buffer.byteLength(request));
    const received = await probe.event('received');
    expect(received).toMatchObject({
      listener: 'l',
      transport: 'udp',
      nonce,
      from: { address: '127.0.0.1' },
    });
  });

  it('tells and answers every datagram, the same request again too', async () => {
    const { probe, port } = await listener('udp');
    const request = signed('request', nonceOf());
    expect(await ask(port, [request, request, request], 500)).toHaveLength(3);
    expect(probe.all('received')).toHaveLength(3);
  });

  it.each(STRANGE)('says nothing to %s, and still hears its own', async (_what, text) => {
    const { probe, port } = await listener('udp');
    expect(await ask(port, [text], 200)).toEqual([]);
    const nonce = nonceOf();
    expect(await ask(port, [signed('request', nonce)], 300)).toHaveLength(1);
    expect(probe.all('received').map((event) => event.nonce)).toEqual([nonce]);
  });
});

describe('a TCP listener', () => {
  it.each([
    ['in one piece', (text: string) => [text]],
    ['byte by byte at the start', (text: string) => ['H', 'N', 'Q', text.slice(3)]],
    ['in two halves', (text: string) => [text.slice(0, 50), text.slice(50)]],
  ])('answers an authentic request %s and closes in order', async (_what, cut) => {
    const { probe, port } = await listener('tcp');
    const nonce = nonceOf();
    expect(await talk(port, cut(signed('request', nonce)))).toEqual({
      answer: signed('reply', nonce),
      end: 'end',
    });
    expect(await probe.event('received')).toMatchObject({ listener: 'l', transport: 'tcp', nonce });
  });

  it.each(STRANGE.filter(([, text]) => text.length > 5))(
    'closes on %s without a word',
    async (what, text) => {
      const { probe, port } = await listener('tcp');
      const { answer, end } = await talk(port, [text]);
      expect(probe.all('received')).toEqual([]);
      expect(answer).toBe('');
      if (!what.includes('flood')) expect(end).toBe('end');
    },
  );

  it('closes on one who says nothing', async () => {
    const { port } = await listener('tcp');
    expect(await talk(port, [])).toEqual({ answer: '', end: 'end' });
  });

  it('hears its own while a hundred strangers hold connections open', async () => {
    const { probe, port } = await listener('tcp');
    const strangers = Array.from({ length: 100 }, () =>
      connect(port, '127.0.0.1').on('error', () => undefined),
    );
    cleanup(() => strangers.forEach((socket) => socket.destroy()));
    await Promise.all(strangers.map((socket) => once(socket, 'connect')));
    const nonce = nonceOf();
    expect((await talk(port, [signed('request', nonce)])).answer).toBe(signed('reply', nonce));
    await probe.event('received', (event) => event.nonce === nonce);
  });

  it('outlives one who resets in the middle', async () => {
    const { port } = await listener('tcp');
    const rude = connect(port, '127.0.0.1').on('error', () => undefined);
    await once(rude, 'connect');
    rude.write('HNQ1 ', () => rude.resetAndDestroy());
    await once(rude, 'close');
    const nonce = nonceOf();
    expect((await talk(port, [signed('request', nonce)])).answer).toBe(signed('reply', nonce));
  });
});
