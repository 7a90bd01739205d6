import { topicOf } from '@hostnet/core';

/** Returns whether the Setup page has the steps that mend this finding. */
export function isSetUpStepByStep(code: string): boolean {
  return topicOf(code) === 'setup';
}

/** Returns where the Ports page shows a finding; null for one of the feature itself (HN01xx, HN02xx), which the Overview shows. */
export function placeOnPorts(code: string): 'conflict' | 'restart' | 'other' | null {
  const topic = topicOf(code);
  if (topic === 'conflict' || topic === 'restart') return topic;
  return /^HN0[35]/.test(code) ? 'other' : null;
}
