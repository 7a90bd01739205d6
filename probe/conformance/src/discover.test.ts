import { start } from './driver.ts';
import { CABLE, farEnd, noNamespaces } from './namespaces.ts';
import { itUnless, notLinux } from './skip.ts';

/**
 * Answers mDNS and SSDP from the first address, twice, and from the third; the second answers what nobody asked. Ends
 * with its standard input, so that it never outlives the test.
 */
const RESPONDER = `
const dgram = require('node:dgram');
const [first, second, third] = ${JSON.stringify(CABLE.there)};
const from = (address) => new Promise((r) => { const s = dgram.createSocket('udp4'); s.bind(0, address, () => r(s)); });
(async () => {
  const senders = await Promise.all([first, second, third].map(from));
  const say = (i, data, to) => senders[i].send(data, to.port, to.address);
  const serve = (group, port, answer) => new Promise((r) => {
    const s = dgram.createSocket({ type: 'udp4', reuseAddr: true });
    s.on('message', (data, to) => answer(data, to));
    s.bind(port, '0.0.0.0', () => { s.addMembership(group, first); r(); });
  });
  await serve('224.0.0.251', 5353, (data, to) => {
    if (!data.includes('\\x09_services\\x07_dns-sd\\x04_udp\\x05local\\0\\0\\x0c\\0', 'latin1')) return;
    const right = Buffer.from(data); right[2] = 0x84;
    const wrong = Buffer.from(right); wrong[0] ^= 0xff;
    say(0, right, to); say(0, right, to); say(2, right, to); say(1, wrong, to); say(1, data, to);
  });
  await serve('239.255.255.250', 1900, (data, to) => {
    const text = data.toString('latin1');
    if (!/^M-SEARCH \\* HTTP\\/1\\.1\\r\\n/.test(text) || !text.includes('MAN: "ssdp:discover"\\r\\n') || !text.includes('MX: 1\\r\\n')) return;
    const answer = 'HTTP/1.1 200 OK\\r\\nST: upnp:rootdevice\\r\\n\\r\\n';
    say(0, answer, to); say(0, answer, to); say(2, answer, to); say(1, 'NOTIFY * HTTP/1.1\\r\\n\\r\\n', to);
  });
  console.log('ready');
})();
process.stdin.on('end', () => process.exit()).resume();
`;

describe('discover', () => {
  for (const protocol of ['mdns', 'ssdp'] as const) {
    itUnless(notLinux ?? noNamespaces)(
      `${protocol}: counts each address that answers once, and no other`,
      async () => {
        const via = await farEnd(RESPONDER);
        const probe = await start({ inspect: [{ kind: 'discover', protocol, waitMs: 1500 }] }, { via });
        await probe.ended();
        const [facts] = probe.all('facts');
        expect(facts).toMatchObject({ kind: 'discover', protocol });
        const answered = facts?.kind === 'discover' ? [...facts.answered].sort() : [];
        expect(answered).toEqual([CABLE.there[0], CABLE.there[2]]);
        // Its own time, not that of other inspections.
        expect(facts?.at).toBeGreaterThanOrEqual(1450);
      },
    );
  }

  itUnless(notLinux ?? noNamespaces)('hears nobody where nobody answers', async () => {
    const via = await farEnd("console.log('ready'); process.stdin.on('end', () => process.exit()).resume()");
    const probe = await start({ inspect: [{ kind: 'discover', protocol: 'mdns', waitMs: 200 }] }, { via });
    await probe.ended();
    expect(probe.all('facts')).toMatchObject([{ kind: 'discover', protocol: 'mdns', answered: [] }]);
  });

  itUnless(notLinux ?? noNamespaces)('says why it could not ask where there is loopback alone', async () => {
    const via = ['unshare', '--net', 'sh', '-c', 'ip link set lo up; exec "$@"', 'sh'];
    const probe = await start({ inspect: [{ kind: 'discover', protocol: 'ssdp', waitMs: 200 }] }, { via });
    await probe.ended();
    expect(probe.all('facts')).toMatchObject([
      { kind: 'failed', inspection: 'discover ssdp', reason: expect.stringMatching(/interface/) as string },
    ]);
  });
});
