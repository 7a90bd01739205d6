import type { Outcome } from '../words/enums.ts';

/** Outcomes that lost packets can cause. */
const LOSS_LIKE: readonly Outcome[] = ['timed-out', 'request-lost', 'reply-lost'];

/** Whether lost packets could have caused this outcome. */
export function isLossLike({ outcome }: { readonly outcome: Outcome }): boolean {
  return LOSS_LIKE.includes(outcome);
}
