import { loopbackAlias } from './loopback-alias.ts';
import { behindVm, listener, looked, reach } from '../../../testing/port-evidence.ts';

const alias = listener('web', 8080, { address: '127.0.0.2' });
const windows = (listeners: ReturnType<typeof listener>[], reached = [] as ReturnType<typeof reach>[]) =>
  behindVm({ listeners }, { reach: reached }, 'win32');

describe('HN0306 loopback-alias', () => {
  it('fires on Windows for 127.0.0.2', () => {
    expect(loopbackAlias.check(windows([alias]))).toMatchObject([
      {
        severity: 'warning',
        title: 'web listens on 127.0.0.2, which Docker Desktop does not forward on Windows',
        evidence: ['web listens on 127.0.0.2:8080/tcp'],
      },
    ]);
  });

  it('stays silent on 127.0.0.1, and where the program is there as well', () => {
    const plain = listener('web', 8080, { address: '127.0.0.1' });
    expect(loopbackAlias.check(windows([plain]))).toEqual([]);
    expect(loopbackAlias.check(windows([alias, plain]))).toEqual([]);
    expect(loopbackAlias.check(windows([listener(null, 53, { address: '127.0.0.53' })]))).toEqual([]);
  });

  it('stays silent where a dial arrived: the measurement counts', () => {
    expect(loopbackAlias.check(windows([alias], [reach(8080, { address: '127.0.0.2' })]))).toEqual([]);
  });

  it('is skipped elsewhere than on Docker Desktop for Windows', () => {
    expect(loopbackAlias.applicable(looked({ listeners: [alias] }))).toBe('the engine is not Docker Desktop');
    expect(loopbackAlias.applicable(behindVm({ listeners: [alias] }))).toBe(
      'this computer does not run Windows',
    );
    expect(loopbackAlias.applicable(windows([alias]))).toBe(true);
  });
});
