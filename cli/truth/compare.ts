import type { Report } from '@hostnet/core';
import { CATALOGUE } from '@hostnet/core/catalogue';
import type { PortChain, PortRow, PortsReport } from '@hostnet/core/listening';
import type { Cause } from './causes.ts';
import { VERDICTS, type Expected } from './expected.ts';
import { CLIENTS, type Client } from './network.ts';
import type { Scenario, Socket } from './scenario.ts';

/** What a scenario became: its port, its containers, and the addresses of the place. */
export interface Made {
  readonly scenario: Scenario;
  readonly port: number;
  /** The container of each program, or the process of one that has none. */
  readonly names: readonly string[];
  readonly addresses: Readonly<Record<Client, string>>;
  /** What each kind of socket is bound to in host mode. */
  readonly bounds: Readonly<Record<Socket['bound'], string>>;
}

/** Codes whose words an answer may take; where none is right, none of them is. */
const WORDED: readonly string[] = ['HN0219', 'HN0303', 'HN0324', 'HN0325', 'HN0327', 'HN0328'];

/** Returns each difference between the answer to "why can I not reach this port" and what is so, as a line; none when it is true. */
export function chainDifferences(chain: PortChain, expected: Expected, made: Made): string[] {
  const { verdict } = chain;
  if (verdict === 'unknown' && expected.mayBeUnknown) return [];
  if (verdict === 'broken' && expected.aside.length > 0)
    return causeDifferences(chain, { ...expected, causes: [...expected.aside, ...expected.causes] }, made);
  if (verdict !== expected.verdict) {
    const why = expected.causes.map(({ id }) => id).join(' or ');
    return [`verdict ${verdict}, not ${expected.verdict}${why === '' ? '' : ` (${why})`}`];
  }
  return verdict === 'reachable'
    ? answerDifferences(chain, expected, made)
    : causeDifferences(chain, expected, made);
}

/** Of a port that is reachable: are these the addresses, and is this the program? */
function answerDifferences(
  { sentence }: PortChain,
  { answers, mayBeLeftOut }: Expected,
  made: Made,
): string[] {
  const head = sentence.split(/\.(?: |$)/)[0] ?? '';
  const said = [...head.matchAll(/\[([0-9a-f:]+)\]|\b(\d+(?:\.\d+){3})\b/g)].map(
    ([, six, four]) => six ?? four ?? '',
  );
  const true_ = CLIENTS.filter((client) => answers[client].length > 0);
  const wrong = said.filter((address) => !true_.some((client) => made.addresses[client] === address));
  const left = true_.filter(
    (client) => !mayBeLeftOut.includes(client) && !said.includes(made.addresses[client]),
  );
  const owners = [...new Set(true_.flatMap((client) => answers[client]))];
  const strangers = made.names.filter(
    (name, of) => named(name, head) && !owners.some((one) => made.names[one] === name || one === of),
  );
  const known = owners.some((of) => named(made.names[of] ?? '', head));
  return [
    ...wrong.map((address) => `says that it answers at ${address}, where it does not`),
    ...left.map((client) => `does not say that it answers at ${made.addresses[client]}`),
    ...strangers.map((name) => `names ${name}, which does not have the port`),
    ...(known ? [] : [`names none of ${owners.map((of) => made.names[of]).join(', ')}`]),
  ];
}

/** Of a port that is broken: is it one of the things that were done, told of the right program, with the right remedy? */
function causeDifferences(chain: PortChain, { causes }: Expected, made: Made): string[] {
  const each = causes.map((cause) => ({ cause, wrong: differsFrom(cause, chain, made) }));
  if (each.length === 0) return ['broken, with no cause known'];
  if (each.some(({ wrong }) => wrong.length === 0)) return [];
  return each.map(({ cause, wrong }) => `${cause.id}: ${wrong.join('; ')}`);
}

function differsFrom(cause: Cause, { broken, sentence, command, links }: PortChain, made: Made): string[] {
  const link = links.find(({ id }) => id === broken);
  const text = [sentence, link?.sentence ?? '', ...(link?.evidence ?? [])].join('\n');
  const missing = cause.names.map((of) => made.names[of] ?? '').filter((name) => !named(name, text));
  const remedy = cause.remedy && withNames(cause.remedy, made);
  return [
    ...(broken && cause.links.includes(broken) ? [] : [`the broken link is ${broken ?? 'none'}`]),
    ...(cause.code === null ? WORDED : [])
      .filter((code) => titleOf(code).test(sentence))
      .map((code) => `in the words of ${code}`),
    ...(cause.code === null || titleOf(cause.code).test(sentence)
      ? []
      : [`not in the words of ${cause.code}`]),
    ...missing.map((name) => `does not name ${name}`),
    ...(remedy === null || remedy.test(command ?? '')
      ? []
      : [`the command is ${command ?? 'none'}, not ${remedy.source}`]),
  ];
}

/** Returns each difference between the list of all ports and what is so of this one. */
export function listDifferences(report: PortsReport, expected: Expected, made: Made): string[] {
  const { port } = made;
  const { transport } = made.scenario;
  const rows = (report.listeners ?? []).filter((row) => row.port === port && row.transport === transport);
  const wanted = expected.rows.filter(({ of }) => made.scenario.programs[of]?.kind !== 'published');
  const missing = wanted.filter(
    ({ of, bound }) => !rows.some((row) => isRowOf(row, made.names[of] ?? '', made.bounds[bound])),
  );
  const containers = made.names.filter((_, of) => made.scenario.programs[of]?.kind !== 'machine');
  const mine = report.findings.filter(
    ({ title, ports }) =>
      (ports ?? []).includes(`${port}/${transport}`) ||
      speaksOf(title, port) ||
      containers.some((name) => named(name, title)),
  );
  const codes = new Set(mine.map(({ code }) => code));
  return [
    ...missing.map(({ of, bound }) => `the list has no ${made.names[of] ?? ''} at ${made.bounds[bound]}`),
    ...rows.flatMap((row) => rowDifferences(row, expected, made)),
    ...expected.must.filter((code) => !codes.has(code)).map((code) => `the list has no ${code}`),
    ...mine
      .filter(({ code }) => ![...expected.must, ...expected.may].includes(code))
      .map(({ code, title }) => `the list has ${code}: ${title}`),
  ];
}

function isRowOf({ address, container, process }: PortRow, name: string, bound: string): boolean {
  return address === bound && (container ? container.name === name : process === name);
}

/** An address that is said to be reached must be. What the list of sockets tells says only that a socket is there (docs/ports.md). */
function rowDifferences(row: PortRow, { answers }: Expected, made: Made): string[] {
  const owner = row.container?.name ?? row.process;
  return Object.values(row.reach).flatMap((cell) => {
    if (cell.address === null || cell.how === 'socket-table') return [];
    const client = CLIENTS.find((one) => made.addresses[one] === cell.address);
    if (client === undefined || cell.outcome !== 'reachable') return [];
    return answers[client].length > 0
      ? []
      : [`the list says that ${owner ?? 'it'} is reached at ${cell.address}`];
  });
}

/** Returns the difference between a diagnosis and the weather. */
export function diagnosisDifferences({ verdict, findings }: Report, { weather }: Scenario): string[] {
  if (VERDICTS[weather].includes(verdict)) return [];
  const seen = findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, evidence }) => `${code}: ${evidence.slice(0, 4).join('; ')}`);
  return [`verdict ${verdict}, not ${VERDICTS[weather].join(' or ')} (${seen.join('. ')})`];
}

/** Returns the title of a code as a pattern: what stands in braces may be anything. */
export function titleOf(code: string): RegExp {
  const title = CATALOGUE.find((entry) => entry.code === code)?.title ?? code;
  return new RegExp(
    title
      .split(/\{\w+\}/)
      .map(escaped)
      .join('.+'),
  );
}

function withNames(pattern: RegExp, made: Made): RegExp {
  const source = pattern.source
    .replace(/NAME(\d)/g, (_, of: string) => escaped(made.names[Number(of)] ?? ''))
    .replace('NAME\\d', `(?:${made.names.map(escaped).join('|')})`)
    .replaceAll('PORT', String(made.port));
  return new RegExp(source);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether a text has this as a word of its own. */
function named(name: string, text: string): boolean {
  return new RegExp(`(?<![\\w-])${escaped(name)}(?![\\w-])`).test(text);
}

function speaksOf(title: string, port: number): boolean {
  return new RegExp(`(?<!\\d)${port}(?!\\d)`).test(title);
}

/** Returns the kind of each program by its name, for whoever reads a difference. */
export function kindsOf(made: Made): string {
  return made.scenario.programs.map((program, of) => `${made.names[of] ?? ''} is ${program.kind}`).join(', ');
}
