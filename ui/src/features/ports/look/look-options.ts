import { DEFAULT_TIMEOUT_MS } from '@hostnet/core';
import type { LookOptions, PortsEvent, PortsReport } from '@hostnet/core/listening';
import type { Question } from './question.ts';

/** What a look needs beside the ports; tests give their own. */
export interface LookParts {
  readonly secrets: () => { readonly token: string; readonly run: string };
  readonly clock: LookOptions['clock'];
  readonly version: string;
}

/** Returns how the page looks at the ports: all that listen, or one port closely. Firewalls are not read from here. */
export function lookOptions({ secrets, clock, version }: LookParts, focus: Question | null): LookOptions {
  return {
    tool: { name: 'hostnet', version, surface: 'ui' },
    timeoutMs: DEFAULT_TIMEOUT_MS,
    secrets: secrets(),
    clock,
    focus,
    discover: focus === null,
    hostPorts: null,
  };
}

/** Reads a look to its end and returns its report; `tell` hears what is being waited for. Throws what the look throws. */
export async function reportOf(
  events: AsyncIterable<PortsEvent>,
  tell: (phase: string) => void,
): Promise<PortsReport> {
  let report: PortsReport | null = null;
  for await (const event of events) {
    if (event.type === 'phase') tell(event.text);
    if (event.type === 'report') report = event.report;
  }
  if (!report) throw new Error('The check of the ports ended without a report.');
  return report;
}
