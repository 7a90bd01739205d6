import type { Ended } from './start.ts';

/**
 * Returns what a run said, as far as it must not depend on what ran before: exit code, verdict, codes of faults, and what
 * listens where. A container, a port or a stranger that a killed run left would show in it.
 */
export function answerOf({ code, stdout, stderr }: Ended): string {
  let json: Json;
  try {
    json = JSON.parse(stdout) as Json;
  } catch {
    return `exit ${code}, no JSON: ${stdout.slice(0, 200)} ${stderr.slice(0, 500)}`;
  }
  const faults = (json.findings ?? [])
    .filter(({ severity }) => severity !== 'info')
    .map((finding) => finding.code);
  const rows = (json.listeners ?? [])
    .filter((row) => row.container !== null && row.container !== undefined)
    .map(({ transport, port, container }) => `${transport}/${port} of ${container?.name}`);
  return JSON.stringify({
    code,
    verdict: json.verdict,
    faults: [...new Set(faults)].sort(),
    rows: [...new Set(rows)].sort(),
    answers: Array.isArray(json.ports) ? json.ports.map(({ answers }) => answers) : undefined,
    open: json.open,
  });
}

/** The parts of every command's JSON that are compared. */
interface Json {
  readonly verdict?: string;
  readonly findings?: readonly { readonly code: string; readonly severity: string }[];
  readonly listeners?: readonly {
    readonly transport: string;
    readonly port: number;
    readonly container?: { readonly name: string } | null;
  }[];
  /** A list of `wait`; what a diagnosis saw of the ports is an object. */
  readonly ports?: { readonly answers: boolean }[] | Readonly<Record<string, unknown>> | null;
  readonly open?: readonly number[];
}
