import type { Finding, Verdict } from '@hostnet/core';
import { verdictLook } from '../../../shared/controls/looks.ts';
import type { Look } from '../../../shared/controls/looks.ts';
import { familiesOf } from '../../../shared/measured/families.ts';
import type { Measured } from '../../../shared/measured/measured.ts';
import { pictureOf } from '../../../shared/measured/picture.ts';
import { ownPorts } from '../../../shared/success/own-ports.ts';
import type { OwnPort } from '../../../shared/success/own-ports.ts';

/** One direction and transport of the proof. */
export interface ProofLine extends Look {
  readonly id: string;
  readonly way: string;
  /** Families: `IPv4 ✓ · IPv6 ✓`. */
  readonly detail: string;
}

/** What was proven, or what stands in its way. */
export interface Proof {
  readonly state: 'proven' | 'failed' | 'measuring' | 'later' | 'open';
  readonly title: string;
  readonly text: string;
  readonly look: Look;
  readonly lines: readonly ProofLine[];
  /** What to look at when it failed. */
  readonly finding: Finding | null;
  /** The person's own ports that answered, where it was proven. */
  readonly ports: readonly OwnPort[];
}

const WHAT = 'TCP and UDP, IPv4 and IPv6, from this computer to a container and back.';

/** Returns the proof as it stands. `left` is how many steps come before it. Only a measured success is proven. */
export function proofOf(measured: Measured, busy: boolean, left: number): Proof {
  const lines = linesOf(measured);
  const verdict = measured.verdict?.verdict ?? null;
  if (busy) {
    return {
      state: 'measuring',
      title: 'Measuring, both ways',
      text: WHAT,
      look: { mark: '…', word: 'measuring', tone: 'pending' },
      lines,
      finding: null,
      ports: [],
    };
  }
  if (verdict === 'working' && left === 0) {
    return {
      state: 'proven',
      title: 'Proven, both ways',
      text: measured.verdict?.summary ?? '',
      look: verdictLook('working'),
      lines,
      finding: null,
      ports: ownPorts(measured.report),
    };
  }
  if (left > 0 || verdict === null) {
    return {
      state: left > 0 ? 'later' : 'open',
      title: 'Proof, both ways',
      text: `${WHAT} It turns green only after a successful measurement.`,
      look: { mark: '–', word: left > 0 ? 'comes last' : 'not measured yet', tone: 'none' },
      lines: [],
      finding: null,
      ports: [],
    };
  }
  return failed(measured, verdict, lines);
}

function failed(measured: Measured, verdict: Verdict, lines: readonly ProofLine[]): Proof {
  return {
    state: 'failed',
    title: verdict === 'partly-working' ? 'Proven in part' : 'Not proven',
    text: measured.verdict?.summary ?? '',
    look: verdictLook(verdict),
    lines,
    finding: measured.findings.find((finding) => finding.severity !== 'info') ?? null,
    ports: [],
  };
}

function linesOf(measured: Measured): ProofLine[] {
  return pictureOf(measured)
    .arrows.filter(({ from, to }) => from !== to && from !== 'bridge' && to !== 'published')
    .map((arrow) => {
      const families = familiesOf(arrow.lanes.filter((lane) => lane.role === 'verdict'));
      const parts = families.map((family) => `${family.name} ${family.mark}`);
      return {
        id: arrow.id,
        way: `${arrow.from === 'host' ? 'Computer → container' : 'Container → computer'}, ${arrow.transport.toUpperCase()}`,
        detail: parts.join(' · '),
        mark: arrow.mark,
        word: arrow.word,
        tone: arrow.tone,
      };
    });
}
