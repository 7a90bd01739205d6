import type { Fault } from '../faults.ts';
import type { Scenarios } from './types.ts';

/** A probe's listeners in a container are drawn from these ports, the computer's from those (core/src/plan/listener-ports.ts). */
const TO_CONTAINER = '20000:24999';
const TO_HOST = '25000:29999';

const drop = (tool: 'iptables' | 'ip6tables', ...match: string[]): Fault => ({
  make: 'rule',
  tool,
  rule: ['INPUT', ...match, '--jump', 'DROP'],
});
/** Both families; of TCP the first packet only, so that what comes back is let through. */
const dropTcp = (ports: string): Fault[] =>
  (['iptables', 'ip6tables'] as const).map((tool) =>
    drop(tool, '--protocol', 'tcp', '--syn', '--destination-port', ports),
  );
const dropUdp = (ports: string): Fault[] =>
  (['iptables', 'ip6tables'] as const).map((tool) =>
    // Answers go to a dialler's port, which is of the ephemeral range: only requests have such a destination.
    drop(tool, '--protocol', 'udp', '--destination-port', ports),
  );

/** As `tc netem loss 30%` would, which not every kernel has (iptables-extensions(8), statistic). */
const THREE_OF_TEN = ['--match', 'statistic', '--mode', 'random', '--probability', '0.3'];

/** Faults made with rules of the kernel, and with containers people really have. */
export const FAULTS: Scenarios = {
  'tcp-dropped-to-container': {
    about: 'A firewall in the VM drops TCP to containers',
    knobs: [],
    faults: dropTcp(TO_CONTAINER),
    verdict: 'partly-working',
    // The forwarder takes the connection before it dials on: the request goes in, and nobody sees it.
    codes: ['HN0204', 'HN0208', 'HN0212'],
  },
  'udp-dropped-to-container': {
    about: 'A firewall in the VM drops UDP to containers',
    knobs: [],
    faults: dropUdp(TO_CONTAINER),
    verdict: 'partly-working',
    codes: ['HN0205', 'HN0208', 'HN0212'],
  },
  'tcp-dropped-to-host': {
    about: 'A firewall in the VM drops TCP to the computer',
    knobs: [],
    faults: dropTcp(TO_HOST),
    verdict: 'partly-working',
    codes: ['HN0204', 'HN0212'],
  },
  'udp-dropped-to-host': {
    about: 'A firewall in the VM drops UDP to the computer',
    knobs: [],
    faults: dropUdp(TO_HOST),
    verdict: 'partly-working',
    codes: ['HN0205', 'HN0208', 'HN0212'],
  },
  'loss-30': {
    about: 'Three of ten packets on the VM’s loopback are lost',
    knobs: [],
    faults: [
      drop('iptables', '--destination', '127.0.0.0/8', ...THREE_OF_TEN),
      drop('ip6tables', '--destination', '::1', ...THREE_OF_TEN),
    ],
    verdict: 'partly-working',
    codes: ['HN0212', 'HN0214'],
    // Which packets are lost is chance, and so is whether TCP is told beside UDP. None of it names a dead group or pair.
    may: ['HN0221'],
  },
  'tcp-loss-30': {
    about: 'Three of ten TCP packets on the VM’s loopback are lost',
    knobs: [],
    faults: (['iptables', 'ip6tables'] as const).map((tool) =>
      drop(tool, '--in-interface', 'lo', '--protocol', 'tcp', ...THREE_OF_TEN),
    ),
    verdict: 'partly-working',
    codes: ['HN0212', 'HN0221'],
    // A busy machine loses datagrams by itself.
    may: ['HN0214'],
  },
  'published-ignored': {
    about: 'A container in host mode was started with -p 8080:80',
    knobs: [],
    faults: [{ make: 'container', run: ['--name', 'web', '--network', 'host', '--publish', '8080:80'] }],
    verdict: 'working',
    codes: ['HN0212', 'HN0301'],
  },
  'port-clash': {
    about: 'Two containers in host mode expose the same port',
    knobs: [],
    faults: ['one', 'two'].map((name) => ({
      make: 'container' as const,
      run: ['--name', name, '--network', 'host', '--expose', '8123'],
    })),
    verdict: 'working',
    codes: ['HN0212', 'HN0302'],
  },
};
