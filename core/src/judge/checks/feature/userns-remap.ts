import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';

const HN0105 = entry({
  code: 'HN0105',
  name: 'userns-remap',
  severity: 'error',
  effect: 'not-available',
  title: 'User namespaces are remapped: the engine refuses host-mode containers',
  template:
    'With userns-remap the engine refuses --network host, unless the container is also started with --userns=host.',
});

/** The engine's own words (moby, daemon/daemon_unix.go). */
const REFUSAL = /cannot share the host's network namespace when user namespaces are enabled/i;

/** HN0105: userns-remap refuses host mode. Fires on the refusal, or on the option when nothing was measured against it. */
export const usernsRemap: Check = {
  entry: HN0105,
  applicable: ({ facts: { engine } }) => engine.reachable || 'no engine answered',
  check({ facts: { engine, probeFailure }, lanes }) {
    if (!engine.reachable) return [];
    const refused = probeFailure !== null && REFUSAL.test(probeFailure.detail);
    const measured = lanes.some((lane) => lane.outcome === 'reachable' && lane.from === 'host-mode');
    if (!refused && (!engine.usernsRemap || measured)) return [];
    return [
      finding(
        HN0105,
        {},
        {
          evidence: [
            ...(engine.usernsRemap ? ['SecurityOptions: name=userns'] : []),
            ...(refused ? [`refused: ${probeFailure.message}`] : []),
          ],
          remedy: {
            text: 'Start host-mode containers with --userns=host, or use bridge mode with -p.',
            command: 'docker run --userns=host --network host IMAGE',
          },
        },
      ),
    ];
  },
};
