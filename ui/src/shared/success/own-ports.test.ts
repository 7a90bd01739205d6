import type { Report } from '@hostnet/core';
import { desktopReport } from '@hostnet/core/testing';
import { ownPorts } from './own-ports.ts';

const LISTENER = {
  transport: 'tcp',
  address: '0.0.0.0',
  port: 8080,
  family: 'ipv4',
  uid: 0,
  container: { id: 'a', name: 'web' },
  process: 'nginx',
  pid: null,
} as const;
const REACH = {
  transport: 'tcp',
  port: 8080,
  address: '127.0.0.1',
  outcome: 'reachable',
  reason: null,
  arrived: null,
} as const;

const report = (reach: readonly object[], listeners: readonly object[] = [LISTENER]): Report =>
  desktopReport({
    listeners: [...listeners] as Report['listeners'],
    ports: { reach } as unknown as Report['ports'],
  });

it('names only what answered at localhost', () => {
  expect(ownPorts(report([REACH]))).toEqual([{ container: 'web', port: 8080, url: 'http://localhost:8080' }]);
  expect(ownPorts(report([{ ...REACH, outcome: 'refused' }]))).toEqual([]);
  expect(ownPorts(report([{ ...REACH, address: '192.168.1.20' }]))).toEqual([]);
  expect(ownPorts(report([{ ...REACH, transport: 'udp' }]))).toEqual([]);
  expect(ownPorts(report([]))).toEqual([]);
  expect(ownPorts(null)).toEqual([]);
});

it('leaves out sockets of no container, and names a port once', () => {
  expect(ownPorts(report([REACH], [{ ...LISTENER, container: null }]))).toEqual([]);
  expect(ownPorts(report([REACH, REACH], [LISTENER, { ...LISTENER, address: '::' }]))).toHaveLength(1);
});
