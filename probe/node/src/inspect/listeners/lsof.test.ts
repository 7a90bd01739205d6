import { parseLsof } from './lsof.ts';

const text = `p412
cControlCenter
u501
f9
tIPv4
d0xa1
PTCP
n*:7000
f10
tIPv6
d0xa2
PTCP
n*:7000
f11
tIPv4
d0xb1
PUDP
n*:*
p977
cmy server
u501
f3
tIPv6
d0xc1
PTCP
n[::1]:8080
f4
tIPv4
d0xc2
PUDP
n127.0.0.1:5353
f5
tIPv4
d0xc3
PUDP
n192.0.2.4:50000->192.0.2.1:443
p978
cmy server
u501
f3
tIPv6
d0xc1
PTCP
n[::1]:8080
`;

describe('parseLsof', () => {
  it('reads listeners with their owners, each socket once', () => {
    const mine = { uid: 501, container: null };
    expect(parseLsof(text)).toEqual([
      {
        transport: 'tcp',
        address: '0.0.0.0',
        port: 7000,
        family: 'ipv4',
        pid: 412,
        process: 'ControlCenter',
        ...mine,
      },
      {
        transport: 'tcp',
        address: '::',
        port: 7000,
        family: 'unknown',
        pid: 412,
        process: 'ControlCenter',
        ...mine,
      },
      {
        transport: 'tcp',
        address: '::1',
        port: 8080,
        family: 'ipv6',
        pid: 977,
        process: 'my server',
        ...mine,
      },
      {
        transport: 'udp',
        address: '127.0.0.1',
        port: 5353,
        family: 'ipv4',
        pid: 977,
        process: 'my server',
        ...mine,
      },
    ]);
  });

  it('survives nothing, and a text that is cut', () => {
    expect(parseLsof('')).toEqual([]);
    for (let end = 0; end < text.length; end += 1) expect(() => parseLsof(text.slice(0, end))).not.toThrow();
  });
});
