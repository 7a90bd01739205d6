import { answerQuery } from './names.ts';

const records = {
  'host.docker.internal': { a: '192.168.65.254', aaaa: 'fdc4:f303:9324::254' },
  v4: { a: '10.0.0.1', aaaa: null },
};

function query(name: string, type: number): Buffer {
  const labels = name.split('.').flatMap((label) => [label.length, ...Buffer.from(label)]);
  return Buffer.from([0xab, 0xcd, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...labels, 0, 0, type, 0, 1]);
}

describe('answerQuery', () => {
  it('answers with the address of the type asked for', () => {
    const answer = answerQuery(query('Host.docker.internal', 1), records);
    expect(answer?.subarray(0, 8).toString('hex')).toBe('abcd858000010001');
    expect(answer?.subarray(-4)).toEqual(Buffer.from([192, 168, 65, 254]));
    expect(answerQuery(query('host.docker.internal', 28), records)?.subarray(-16).toString('hex')).toBe(
      'fdc4f303932400000000000000000254',
    );
  });

  it('says nothing for a name without such an address, and "no such name" for the rest', () => {
    expect(answerQuery(query('v4', 28), records)?.subarray(2, 8).toString('hex')).toBe('858000010000');
    expect(answerQuery(query('example.com', 1), records)?.subarray(2, 8).toString('hex')).toBe(
      '858300010000',
    );
  });

  it.each([[''], ['00'], ['abcd0100000100000000000005686f7374'], ['abcd81000001000000000000000001000100']])(
    'ignores %s',
    (hex) => expect(answerQuery(Buffer.from(hex, 'hex'), records)).toBeNull(),
  );
});
