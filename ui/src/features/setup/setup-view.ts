import type { EngineFacts, HostFacts } from '@hostnet/core';
import type { Measured } from '../../shared/measured/measured.ts';
import type { HostApp } from '../../shared/page/product.ts';
import { knownNow } from './known-now.ts';
import type { KnownNow } from './known-now.ts';
import { other } from './other-engine.ts';
import type { OtherEngine } from './other-engine.ts';
import { proofOf } from './proof/proof-view.ts';
import type { Proof } from './proof/proof-view.ts';
import { stepsLeft } from './steps/step-list.ts';
import type { SetupStep } from './steps/step-list.ts';

/** What the Setup page is made from. */
export interface SetupInput {
  /** The newest facts there are; null before any. */
  readonly now: { readonly engine: EngineFacts; readonly host: HostFacts | null } | null;
  readonly app: HostApp;
  readonly measured: Measured;
  /** A run is under way. */
  readonly busy: boolean;
}

/** What the Setup page shows. */
export interface SetupView {
  readonly heading: string;
  /** What is right already, a few words each. */
  readonly done: readonly string[];
  readonly steps: readonly SetupStep[];
  readonly proof: Proof;
  /** Set where the engine is not Docker Desktop's: there is nothing to turn on. */
  readonly other: OtherEngine | null;
  /** The page waits for something to change outside: only then it looks again by itself. */
  readonly waiting: boolean;
}

/** Returns the Setup page for what is known. Pure. */
export function setupView(input: SetupInput): SetupView {
  const { now, measured, busy } = input;
  if (!now) {
    const proof = proofOf(measured, busy, 0);
    return {
      heading: 'Checking this installation',
      done: [],
      steps: [],
      proof,
      other: null,
      waiting: false,
    };
  }
  const known = knownNow(now.engine, now.host, input.app);
  const works = measured.verdict?.verdict === 'working' || measured.verdict?.verdict === 'partly-working';
  const desktop = known.product === 'docker-desktop';
  const settled = works && known.engine.reachable;
  // What a run under way will find is not known: steps come from facts alone then.
  const findings = busy ? [] : measured.findings;
  const steps = settled || (!desktop && known.engine.reachable) ? [] : stepsLeft(known, findings);
  const shown = upToBlocked(steps);
  const proof = proofOf(measured, busy, shown.length);
  return {
    heading: headingOf(desktop, shown, proof, works),
    done: known.engine.reachable && desktop ? doneOf(known, shown, works) : [],
    steps: shown,
    proof,
    other: desktop || !known.engine.reachable ? null : other(known),
    waiting: !busy && proof.state !== 'proven' && !shown.some((step) => step.blocked),
  };
}

/** Behind a step that nobody here can take nothing is worth showing. */
function upToBlocked(steps: readonly SetupStep[]): SetupStep[] {
  const at = steps.findIndex((step) => step.blocked);
  return at === -1 ? [...steps] : steps.slice(0, at + 1);
}

function headingOf(desktop: boolean, steps: readonly SetupStep[], proof: Proof, works: boolean): string {
  if (steps.some((step) => step.blocked)) return 'Host networking cannot be turned on here';
  const left = `${steps.length} ${steps.length === 1 ? 'step' : 'steps'} left`;
  if (steps.length > 0) return `Turn on host networking: ${left}`;
  switch (proof.state) {
    case 'proven':
      return 'Host networking works';
    case 'measuring':
      return 'Measuring whether host networking works';
    case 'failed':
      if (!desktop) return 'What works here';
      return works
        ? 'Setup is complete, but host networking works only in part'
        : 'Setup is complete, but host networking still fails';
    case 'later':
    case 'open':
      return desktop ? 'Host networking, not measured yet' : 'Host mode, not measured yet';
  }
}

/** Only what is known to be right is told. */
function doneOf(now: KnownNow, steps: readonly SetupStep[], works: boolean): string[] {
  const left = new Set(steps.map((step) => step.id));
  const done: string[] = [];
  if (now.version !== null && !left.has('update'))
    done.push(`Docker Desktop ${now.version} has host networking`);
  if (!now.windowsContainers) done.push('Linux containers');
  if (!left.has('isolation') && (works || now.isolation.value === false)) {
    done.push('Enhanced Container Isolation is not in the way');
  }
  if (now.setting.value === true) done.push('The setting is on');
  return done;
}
