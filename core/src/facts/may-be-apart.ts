import type { Facts } from '../model/facts.ts';
import { isDesktop } from './engine-json.ts';

/** Whether host and engine may be two machines, so that a listener of our own is worth dialling. */
export function mayBeApart(facts: Pick<Facts, 'host' | 'engine'>): boolean {
  const { engine, host } = facts;
  if (!engine.reachable || engine.kind === 'embedded') return false;
  return isDesktop(engine) || engine.rootless || engine.kernel !== host.release;
}
