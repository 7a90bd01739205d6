import type { Carried, Lane, Outcome, Severity, Verdict } from '@hostnet/core';

/** How something is coloured: a fault is `bad`, a property of the platform `none`. */
export type Tone = 'ok' | 'bad' | 'warn' | 'none' | 'pending';

/** Mark, word and tone always travel together: colour never speaks alone. */
export interface Look {
  readonly mark: string;
  readonly word: string;
  readonly tone: Tone;
}

const OUTCOMES: Readonly<Record<Outcome, Omit<Look, 'tone'>>> = {
  reachable: { mark: '✓', word: 'reachable' },
  refused: { mark: '✕', word: 'refused' },
  'timed-out': { mark: '✕', word: 'timed out' },
  reset: { mark: '✕', word: 'reset' },
  closed: { mark: '✕', word: 'closed early' },
  'wrong-listener': { mark: '≠', word: 'wrong listener' },
  'request-lost': { mark: '↛', word: 'request lost' },
  'reply-lost': { mark: '↩', word: 'reply lost' },
  'no-route': { mark: '✕', word: 'no route' },
  'address-unavailable': { mark: '✕', word: 'no such address' },
  'permission-denied': { mark: '✕', word: 'not permitted' },
  'resolve-failed': { mark: '✕', word: 'name not found' },
  'not-measured': { mark: '?', word: 'not measured' },
};

/** Returns mark and word of an outcome, with the tone it has when it is a fault. */
export function outcomeLook(outcome: Outcome): Look {
  const tone: Tone = outcome === 'reachable' ? 'ok' : outcome === 'not-measured' ? 'none' : 'bad';
  return { ...OUTCOMES[outcome], tone };
}

/** Returns how one lane is shown: its outcome against what a healthy engine of this kind shows. */
export function laneLook(lane: Lane): Look {
  const { mark, word } = OUTCOMES[lane.outcome];
  if (lane.outcome === 'not-measured') return missingLook(lane.missing);
  if (lane.outcome === 'reachable') {
    return lane.expected === 'unreachable'
      ? { mark: '!', word: 'reachable', tone: 'warn' }
      : { mark, word, tone: 'ok' };
  }
  if (lane.expected !== 'reachable') return { mark: '–', word, tone: 'none' };
  if (lane.role === 'verdict') return { mark, word, tone: 'bad' };
  return { mark: '!', word, tone: 'warn' };
}

function missingLook(missing: Lane['missing']): Look {
  switch (missing) {
    case 'absent':
      return { mark: '–', word: 'not here', tone: 'none' };
    case 'skipped':
      return { mark: '–', word: 'skipped', tone: 'none' };
    case 'instrument':
    case null:
      return { mark: '?', word: 'not measured', tone: 'none' };
  }
}

/** Nothing was planned here. */
export const NOT_ASKED: Look = { mark: '–', word: 'skipped', tone: 'none' };
/** Planned and not measured yet. */
export const PENDING: Look = { mark: '…', word: 'measuring', tone: 'pending' };

/** Returns how a verdict is shown. */
export function verdictLook(verdict: Verdict): Look {
  return VERDICTS[verdict];
}

const VERDICTS: Readonly<Record<Verdict, Look>> = {
  working: { mark: '✓', word: 'Working', tone: 'ok' },
  'partly-working': { mark: '!', word: 'Partly working', tone: 'warn' },
  'not-working': { mark: '✕', word: 'Not working', tone: 'bad' },
  'not-available': { mark: '–', word: 'Not available', tone: 'none' },
  unknown: { mark: '?', word: 'Unknown', tone: 'none' },
};

/** Returns how a severity is shown. */
export function severityLook(severity: Severity): Look {
  return SEVERITIES[severity];
}

const SEVERITIES: Readonly<Record<Severity, Look>> = {
  error: { mark: '✕', word: 'Fault', tone: 'bad' },
  warning: { mark: '!', word: 'Warning', tone: 'warn' },
  info: { mark: '–', word: 'Note', tone: 'none' },
};

/** Returns how a kind of traffic is shown: what does not work is a limit of the platform, so it is grey. */
export function carriedLook(status: Carried): Look {
  return CARRIED[status];
}

const CARRIED: Readonly<Record<Carried, Look>> = {
  carried: { mark: '✓', word: 'works', tone: 'ok' },
  'not-carried': { mark: '–', word: 'does not work', tone: 'none' },
  'not-measured': { mark: '?', word: 'not measured', tone: 'none' },
};
