import type { Lane } from '../model/lane.ts';
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { Verdict } from '../words/enums.ts';
import { vantageName } from './labels.ts';
import { isFault } from './matrix.ts';
import { laneLine } from './text.ts';
import { element, type Element } from './xml.ts';

/** One test of the document, and how it ended. */
interface Case {
  readonly suite: string;
  readonly name: string;
  readonly timeMs: number;
  readonly result: {
    readonly kind: 'passed' | 'failure' | 'error' | 'skipped';
    readonly type: string;
    readonly message: string;
    readonly text: string;
  };
}

/**
 * Returns the report as JUnit XML, as Jenkins and GitLab read it (jenkinsci/xunit-plugin, junit-10.xsd; GitLab docs, "Unit
 * test reports"): one suite a direction with one case a lane, one with verdict and findings. A lane fails when its failure
 * is a fault; what could not be measured is an error; what does not apply, or is a property of the platform, is skipped
 * with its reason. Never green when the verdict is not `working`; red beside it only for a finding that is an error, or a lane
 * that counts and was not measured.
 */
export function renderJunit(report: Report): string {
  const nothing = report.lanes.every(({ outcome }) => outcome === 'not-measured');
  const cases = [
    verdictCase(report),
    ...report.findings.map(findingCase),
    ...report.lanes.map((lane) => laneCase(lane, nothing)),
  ];
  const suites = [...new Set(cases.map(({ suite }) => suite))].map((name) =>
    suiteOf(
      name,
      cases.filter(({ suite }) => suite === name),
      report.startedAt,
    ),
  );
  const root = element(
    'testsuites',
    { name: 'hostnet', ...countsOf(cases), time: seconds(report.durationMs) },
    suites,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.text}\n`;
}

function suiteOf(name: string, cases: readonly Case[], timestamp: string): Element {
  const timeMs = cases.reduce((sum, one) => sum + one.timeMs, 0);
  const skipped = cases.filter(({ result }) => result.kind === 'skipped').length;
  // Without milliseconds and zone, as the schema wants its xs:dateTime.
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(timestamp)?.[0];
  const attributes = {
    name,
    ...countsOf(cases),
    skipped,
    time: seconds(timeMs),
    ...(at === undefined ? {} : { timestamp: at }),
  };
  return element('testsuite', attributes, cases.map(caseOf));
}

function caseOf({ suite, name, timeMs, result }: Case): Element {
  const { kind, type, message, text } = result;
  const attributes = {
    classname: `hostnet.${suite.replaceAll(/[^A-Za-z0-9]+/g, '-')}`,
    name,
    time: seconds(timeMs),
  };
  if (kind === 'skipped') return element('testcase', attributes, [element('skipped', { message })]);
  if (kind === 'passed')
    return element('testcase', attributes, text === '' ? [] : [element('system-out', {}, text)]);
  return element('testcase', attributes, [element(kind, { type, message }, text)]);
}

function countsOf(cases: readonly Case[]): Readonly<Record<string, number>> {
  const count = (kind: Case['result']['kind']) => cases.filter(({ result }) => result.kind === kind).length;
  return { tests: cases.length, failures: count('failure'), errors: count('error') };
}

function verdictCase({ verdict, summary, durationMs }: Report): Case {
  const kinds = {
    working: 'passed',
    'partly-working': 'failure',
    'not-working': 'failure',
    'not-available': 'failure',
    unknown: 'error',
  } as const satisfies Record<Verdict, string>;
  const result = { kind: kinds[verdict], type: verdict, message: summary, text: summary };
  return { suite: 'findings', name: 'host networking works', timeMs: durationMs, result };
}

/** Only an error fails: a warning beside a working network must not turn a pipeline red that ends in code 0. */
function findingCase({ code, severity, title, detail, evidence, remedy, url }: Finding): Case {
  const text = [
    detail,
    ...evidence.map((line) => `- ${line}`),
    ...(remedy
      ? [`How to fix it: ${remedy.text}`, ...(remedy.command === null ? [] : [remedy.command])]
      : []),
    url,
  ].join('\n');
  const kind = severity === 'error' ? 'failure' : 'passed';
  const name = severity === 'error' ? `${code} ${title}` : `${code} ${severity}: ${title}`;
  return { suite: 'findings', name, timeMs: 0, result: { kind, type: code, message: title, text } };
}

function laneCase(lane: Lane, nothingMeasured: boolean): Case {
  const suite =
    lane.from === lane.to
      ? `${vantageName(lane.from)} to itself`
      : `${vantageName(lane.from)} to ${vantageName(lane.to)}`;
  const resolved = lane.resolved === null || lane.resolved === lane.address ? '' : ` (${lane.resolved})`;
  const name = `${lane.transport.toUpperCase()} ${lane.address}${resolved}, listener on ${lane.listen}`;
  return { suite, name, timeMs: lane.elapsedMs ?? 0, result: laneResult(lane, nothingMeasured) };
}

function laneResult(lane: Lane, nothingMeasured: boolean): Case['result'] {
  const { outcome, missing, reason } = lane;
  const text = laneLine(lane);
  const says = (kind: Case['result']['kind'], message: string) => ({ kind, type: outcome, message, text });
  if (outcome === 'reachable') return says('passed', outcome);
  if (outcome === 'not-measured') {
    // Where it counts, what was not measured is an error: the verdict is not `working` then. Where nothing was measured at
    // all, as without an engine, no lane was left out by choice.
    const isError = missing !== 'absent' && (lane.role === 'verdict' || nothingMeasured);
    return says(isError ? 'error' : 'skipped', reason ?? outcome);
  }
  if (isFault(lane)) return says('failure', reason === null ? outcome : `${outcome}: ${reason}`);
  return says('skipped', `${outcome}: describes this platform, and is no fault`);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
