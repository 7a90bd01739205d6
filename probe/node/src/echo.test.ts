import { WIRE } from '@hostnet/core/protocol/probe';
import { Echo } from './echo.ts';

const echo = new Echo('0f'.repeat(32));
const other = new Echo('0e'.repeat(32));

describe('Echo', () => {
  it('opens what it signed, each kind as itself', () => {
    const nonce = echo.nonce();
    expect(nonce).toMatch(/^[0-9a-f]{32}$/);
    expect(echo.openRequest(echo.request(nonce))).toBe(nonce);
    expect(echo.openReply(echo.reply(nonce))).toBe(nonce);
    expect(echo.openReply(echo.request(nonce))).toBeNull();
    expect(echo.openRequest(echo.reply(nonce))).toBeNull();
  });

  it('makes replies no longer than requests', () => {
    const nonce = echo.nonce();
    expect(echo.request(nonce)).toHaveLength(WIRE.messageBytes);
    expect(echo.reply(nonce)).toHaveLength(WIRE.messageBytes);
  });

  it("refuses another run's messages, and any with one byte changed, missing or added", () => {
    const nonce = echo.nonce();
    const request = echo.request(nonce);
    expect(echo.openRequest(other.request(nonce))).toBeNull();
    for (let i = 0; i < request.length; i += 1) {
      const changed = Buffer.from(request);
      changed[i] = changed[i]! ^ 1;
      expect(echo.openRequest(changed)).toBeNull();
    }
    expect(echo.openRequest(request.subarray(1))).toBeNull();
    expect(echo.openRequest(Buffer.concat([request, Buffer.from('\n')]))).toBeNull();
    expect(echo.openRequest(Buffer.alloc(0))).toBeNull();
  });

  it('signs a request and its reply differently, so that a reflector proves nothing', () => {
    const nonce = echo.nonce();
    const [, , mac] = echo.request(nonce).toString().split(' ');
    expect(echo.openReply(Buffer.from(`HNR1 ${nonce} ${mac}`))).toBeNull();
  });

  it('agrees with a vector computed by OpenSSL', () => {
    // printf %s q00112233445566778899aabbccddeeff | openssl dgst -sha256 -mac HMAC -macopt hexkey:0f0f…
    expect(echo.request('00112233445566778899aabbccddeeff').toString()).toBe(
      'HNQ1 00112233445566778899aabbccddeeff b3316c3add2d23497c625d8773b3ad94b19fbad7e7dcd2121985258327fe8e6a\n',
    );
  });
});
