import type { Scenarios } from './types.ts';

/** A forwarder that carries some of it (user-pains A1 to A3). */
export const FORWARDING: Scenarios = {
  'no-tcp': {
    about: 'TCP is not forwarded',
    knobs: ['tcp=off'],
    verdict: 'partly-working',
    codes: ['HN0204', 'HN0212'],
  },
  'no-udp': {
    about: 'UDP is not forwarded',
    knobs: ['udp=off'],
    verdict: 'partly-working',
    codes: ['HN0205', 'HN0212'],
  },
  'no-ipv6': {
    about: 'Docker Desktop 4.32.0: listeners on IPv6 addresses are not forwarded',
    knobs: ['ipv6=off', 'desktop-version=4.32.0'],
    verdict: 'partly-working',
    codes: ['HN0207', 'HN0216', 'HN0109', 'HN0212', 'HN0701'],
  },
  'no-ipv6-4.65': {
    about: 'The same in a version that should forward them',
    knobs: ['ipv6=off'],
    verdict: 'partly-working',
    codes: ['HN0207', 'HN0216', 'HN0212'],
  },
  'no-v4-mapped': {
    about: 'A container’s ::ffff:127.0.0.1 does not lead to the computer (docker/for-mac#7649)',
    knobs: ['v4-mapped=off'],
    verdict: 'working',
    codes: ['HN0213', 'HN0212', 'HN0701'],
  },
  'no-host-aaaa': {
    about: 'host.docker.internal has no IPv6 address',
    knobs: ['host-aaaa=off'],
    verdict: 'working',
    codes: ['HN0212'],
  },
  'udp-request-lost': {
    about: 'UDP requests are lost, both ways',
    knobs: ['udp-loss=request'],
    verdict: 'partly-working',
    codes: ['HN0205', 'HN0208', 'HN0212'],
  },
  'udp-request-lost-to-container': {
    about: 'UDP requests from the computer to containers are lost',
    knobs: ['udp-loss=request', 'udp-loss-direction=to-container'],
    verdict: 'partly-working',
    codes: ['HN0205', 'HN0208', 'HN0212'],
  },
  'udp-request-lost-to-host': {
    about: 'UDP requests from containers to the computer are lost',
    knobs: ['udp-loss=request', 'udp-loss-direction=to-host'],
    verdict: 'partly-working',
    codes: ['HN0205', 'HN0208', 'HN0212'],
  },
  'udp-reply-lost': {
    about: 'UDP answers are lost, both ways (docker/desktop-linux#267)',
    knobs: ['udp-loss=reply'],
    verdict: 'partly-working',
    codes: ['HN0205', 'HN0209', 'HN0212'],
  },
  'udp-reply-lost-to-container': {
    about: 'UDP answers of containers are lost',
    knobs: ['udp-loss=reply', 'udp-loss-direction=to-container'],
    verdict: 'partly-working',
    codes: ['HN0205', 'HN0209', 'HN0212'],
  },
  'udp-reply-lost-to-host': {
    about: 'UDP answers of the computer are lost',
    knobs: ['udp-loss=reply', 'udp-loss-direction=to-host'],
    verdict: 'partly-working',
    codes: ['HN0205', 'HN0209', 'HN0212'],
  },
  'late-100': {
    about: 'The forwarder opens its port 100 ms after the program did',
    knobs: ['late-ms=100'],
    verdict: 'working',
    codes: ['HN0212'],
    may: ['HN0218'],
  },
  late: {
    about: 'The forwarder opens its port 1000 ms after the program did',
    knobs: ['late-ms=1000'],
    verdict: 'working',
    codes: ['HN0218', 'HN0212'],
  },
  // A lane is dialled again for 2 s; nearer to that a busy machine decides.
  'late-1700': {
    about: 'The forwarder opens its port 1700 ms after the program did',
    knobs: ['late-ms=1700'],
    verdict: 'working',
    codes: ['HN0218', 'HN0212'],
  },
  stranger: {
    about: 'Another program answers on every forwarded port of the computer',
    knobs: ['wrong-listener=on'],
    verdict: 'partly-working',
    codes: ['HN0210', 'HN0212'],
  },
  rewritten: {
    about: 'Containers see the forwarder’s address instead of their client’s (docker/for-win#14376)',
    knobs: ['source-address=rewritten'],
    verdict: 'working',
    codes: ['HN0212', 'HN0217'],
  },
  'many-listeners-4.35': {
    about: 'Docker Desktop 4.35.0, 25 listeners in host mode: 18 are forwarded',
    knobs: ['max-ports=18', 'desktop-version=4.35.0'],
    faults: [{ make: 'listeners', count: 25 }],
    verdict: 'partly-working',
    codes: ['HN0202', 'HN0212', 'HN0215', 'HN0701'],
  },
  'many-listeners-4.36': {
    about: 'Docker Desktop 4.36.0, 25 listeners in host mode: all are forwarded',
    knobs: ['desktop-version=4.36.0'],
    faults: [{ make: 'listeners', count: 25 }],
    verdict: 'working',
    codes: ['HN0212'],
  },
  forgotten: {
    about:
      'A restarted forwarder has forgotten a container’s listeners; new ones it takes (docker/for-mac#7683)',
    knobs: ['forget-existing=on'],
    faults: [{ make: 'listeners', count: 1 }, { make: 'restart' }],
    verdict: 'partly-working',
    codes: ['HN0212', 'HN0219'],
  },
};
