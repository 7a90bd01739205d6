import { mayChange, outcomeOf } from './outcome.ts';

describe('outcomeOf', () => {
  it.each([
    ['ECONNREFUSED', 'refused', 'refused'],
    ['ECONNRESET', 'reset', 'refused'],
    ['EPIPE', 'reset', 'reset'],
    ['ETIMEDOUT', 'timed-out', 'timed-out'],
    ['EHOSTUNREACH', 'no-route', 'no-route'],
    ['ENETUNREACH', 'no-route', 'no-route'],
    ['EADDRNOTAVAIL', 'address-unavailable', 'address-unavailable'],
    ['EAFNOSUPPORT', 'address-unavailable', 'address-unavailable'],
    ['EINVAL', 'address-unavailable', 'address-unavailable'],
    ['EACCES', 'permission-denied', 'permission-denied'],
    ['EPERM', 'permission-denied', 'permission-denied'],
    ['EMFILE', null, null],
    ['ENOBUFS', null, null],
    ['toString', null, null],
  ])('%s is %s for TCP and %s for UDP', (errno, tcp, udp) => {
    expect(outcomeOf(errno, 'tcp')).toBe(tcp);
    expect(outcomeOf(errno, 'udp')).toBe(udp);
  });
});

describe('mayChange', () => {
  it('holds for answers a late forwarder gives, not for silence or success', () => {
    const again = ['refused', 'closed', 'reset', 'wrong-listener'] as const;
    const not = ['reachable', 'timed-out', 'no-route', 'address-unavailable', 'permission-denied'] as const;
    expect(again.every(mayChange)).toBe(true);
    expect(not.some(mayChange)).toBe(false);
  });
});
