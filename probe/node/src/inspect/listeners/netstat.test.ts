import { parseNetstat } from './netstat.ts';

const sockets = `
Aktive Verbindungen

  Proto  Lokale Adresse         Remoteadresse          Status           PID
  TCP    0.0.0.0:135            0.0.0.0:0              ABHÖREN         1044
  TCP    127.0.0.1:49670        127.0.0.1:49671        HERGESTELLT     3100
  TCP    [::]:135               [::]:0                 ABHÖREN         1044
  TCP    [::1]:42050            [::]:0                 À L'ÉCOUTE      5
  UDP    0.0.0.0:5353           *:*                                    2212
  UDP    [fe80::1%7]:1900       *:*                                    2212
`.replaceAll('\n', '\r\n');

const tasks = '"svchost.exe","1044","Services","0","9.876 K"\r\n"my, app.exe","2212","Console","1","1 K"\r\n';

describe('parseNetstat', () => {
  it('reads listeners in any language, with the names of their processes', () => {
    const [uid, container] = [null, null];
    expect(parseNetstat(sockets, tasks)).toEqual([
      {
        transport: 'tcp',
        address: '0.0.0.0',
        port: 135,
        family: 'ipv4',
        uid,
        pid: 1044,
        process: 'svchost.exe',
        container,
      },
      {
        transport: 'tcp',
        address: '::',
        port: 135,
        family: 'unknown',
        uid,
        pid: 1044,
        process: 'svchost.exe',
        container,
      },
      {
        transport: 'tcp',
        address: '::1',
        port: 42050,
        family: 'ipv6',
        uid,
        pid: 5,
        process: null,
        container,
      },
      {
        transport: 'udp',
        address: '0.0.0.0',
        port: 5353,
        family: 'ipv4',
        uid,
        pid: 2212,
        process: 'my, app.exe',
        container,
      },
      {
        transport: 'udp',
        address: 'fe80::1',
        port: 1900,
        family: 'ipv6',
        uid,
        pid: 2212,
        process: 'my, app.exe',
        container,
      },
    ]);
  });

  it('knows no names without tasklist', () => {
    expect(parseNetstat(sockets, '')[0]).toMatchObject({ pid: 1044, process: null });
    expect(parseNetstat('', tasks)).toEqual([]);
  });
});
