import { parseProcNet } from './proc-net.ts';

const head =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const line = (local: string, state: string, uid = '0') =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000 ${uid.padStart(5)} 0 1234 1 0 100 0 0 10 0`;
const parse = (transport: 'tcp' | 'udp', ...lines: string[]) =>
  parseProcNet([head, ...lines, ''].join('\n'), transport);

describe('parseProcNet', () => {
  it('reads IPv4 listeners and leaves connections out', () => {
    expect(parse('tcp', line('0100007F:1F90', '0A', '1000'), line('0100007F:9C40', '01'))).toEqual([
      { transport: 'tcp', address: '127.0.0.1', port: 8080, uid: 1000 },
    ]);
  });

  it.each([
    ['00000000000000000000000000000000', '::'],
    ['00000000000000000000000001000000', '::1'],
    ['0000000000000000FFFF00000100007F', '::ffff:127.0.0.1'],
    ['000080FE00000000FF005450B6A3DFFE', 'fe80::5054:ff:fedf:a3b6'],
    ['B80D0120000000000000000001000000', '2001:db8::1'],
    ['B80D01200100000002000000DDCCBBAA', '2001:db8:0:1:0:2:aabb:ccdd'],
    ['B80D0120020001000400030006000500', '2001:db8:1:2:3:4:5:6'],
  ])('reads the little-endian IPv6 address %s as %s', (hex, address) => {
    expect(parse('udp', line(`${hex}:0035`, '07'))).toEqual([
      { transport: 'udp', address, port: 53, uid: 0 },
    ]);
  });

  it('reads a big-endian kernel', () => {
    expect(parseProcNet(`${head}\n${line('7F000001:0016', '0A')}\n`, 'tcp', 'BE')[0]?.address).toBe(
      '127.0.0.1',
    );
  });

  it('takes UDP sockets that are unconnected only', () => {
    expect(parse('udp', line('00000000:0044', '07'), line('0100007F:0045', '01'))).toHaveLength(1);
  });

  it('survives a table cut in the middle and an empty one', () => {
    expect(parse('tcp', '   1: 0100007F', 'rubbish', '')).toEqual([]);
    expect(parseProcNet('', 'tcp')).toEqual([]);
  });
});
