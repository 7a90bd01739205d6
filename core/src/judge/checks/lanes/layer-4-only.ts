import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';

const HN0212 = entry({
  code: 'HN0212',
  name: 'layer-4-only',
  severity: 'info',
  title: 'Below TCP and UDP, not everything works in host mode here',
  template:
    'Not available: {missing}. On Docker Desktop host networking works on layer 4; this is how it is built, not a fault.',
});

const NAMES = {
  'icmp-echo': 'ICMP echo (ping)',
  'raw-socket': 'raw sockets',
  interfaces: 'this computer’s own interfaces',
  multicast: 'multicast',
  broadcast: 'broadcast',
  'bind-host-address': 'binding to this computer’s addresses',
} as const;

/** HN0212: what host mode does not carry below TCP and UDP (Docker docs, "Host network driver", limitations). Never a fault. */
export const layer4Only: Check = {
  entry: HN0212,
  applicable: ({ boundary }) =>
    boundary.some((entry) => entry.status !== 'not-measured') || 'nothing below layer 4 was measured',
  check({ boundary }) {
    const missing = boundary.filter((entry) => entry.status === 'not-carried');
    if (missing.length === 0) return [];
    return [
      finding(
        HN0212,
        { missing: missing.map((entry) => NAMES[entry.name]).join(', ') },
        {
          evidence: missing.map((entry) =>
            [`${NAMES[entry.name]}: not available`, entry.reason, ...entry.evidence]
              .filter(Boolean)
              .join('; '),
          ),
          remedy: null,
        },
      ),
    ];
  },
};
