import { isAllowedTarget } from './targets.ts';

describe('isAllowedTarget', () => {
  it.each([
    'host.docker.internal',
    'HOST.docker.internal',
    'gateway.docker.internal',
    'localhost',
    '127.0.0.1',
    '127.255.255.254',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.65.254',
    '169.254.1.1',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:192.168.65.254',
    'fdc4:f303:9324::254',
    'fe80::1%eth0',
  ])('takes %s', (target) => {
    expect(isAllowedTarget(target)).toBe(true);
  });

  it.each([
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.1',
    '192.169.0.1',
    '0.0.0.0',
    '::',
    '100.64.0.1',
    '224.0.0.251',
    '255.255.255.255',
    '::ffff:8.8.8.8',
    '::ffff:808:808',
    '::8.8.8.8',
    '64:ff9b::808:808',
    '2001:4860:4860::8888',
    'ff02::1',
    'example.com',
    'host.docker.internal.example.com',
    'http.docker.internal',
    '127.1',
    '0x7f000001',
    '2130706433',
    '010.0.0.1',
    '10.0.0.1%eth0',
    '10.0.0.1 ',
    '',
    '%',
  ])('refuses %j', (target) => {
    expect(isAllowedTarget(target)).toBe(false);
  });
});
