import { mdnsQuestion, ssdpQuestion } from './questions.ts';

describe('mdnsQuestion', () => {
  const { datagram, isAnswer } = mdnsQuestion(0xbeef);

  it('is one question for service types', () => {
    expect(datagram.toString('hex')).toBe(
      `beef00000001000000000000${Buffer.from('\x09_services\x07_dns-sd\x04_udp\x05local\0').toString('hex')}000c0001`,
    );
  });

  it('takes responses to itself alone', () => {
    const answer = Buffer.from(datagram);
    answer.writeUInt8(0x84, 2);
    expect(isAnswer(answer)).toBe(true);
    expect(isAnswer(datagram)).toBe(false);
    answer.writeUInt8(0, 0);
    expect(isAnswer(answer)).toBe(false);
    expect(isAnswer(Buffer.from([0xbe, 0xef, 0x84]))).toBe(false);
  });
});

describe('ssdpQuestion', () => {
  const { datagram, isAnswer } = ssdpQuestion();

  it('is a search for everything that is to be answered within a second', () => {
    expect(datagram.toString()).toMatch(
      /^M-SEARCH \* HTTP\/1\.1\r\n[\s\S]*\r\nMX: 1\r\nST: ssdp:all\r\n\r\n$/,
    );
  });

  it('takes answers, not announcements or searches', () => {
    expect(isAnswer(Buffer.from('HTTP/1.1 200 OK\r\nST: upnp:rootdevice\r\n\r\n'))).toBe(true);
    expect(isAnswer(Buffer.from('NOTIFY * HTTP/1.1\r\n\r\n'))).toBe(false);
    expect(isAnswer(datagram)).toBe(false);
    expect(isAnswer(Buffer.alloc(0))).toBe(false);
  });
});
