import { existsSync } from 'node:fs';
import { Report, REPORT_SCHEMA } from '@hostnet/core';
import { DamagedError, type Stored } from '@hostnet/core/report';
import { errnoOf } from '@hostnet/node';
import { readRegularFile } from '@hostnet/node/reports';
import { UsageError } from '../exit.ts';
import { historyFolder } from './folder.ts';
import { History } from './history.ts';

/** What a person may write for a report. */
const EXPECTED =
  'Expected an id or its beginning as `hostnet report list` shows it, `latest`, or the path of a report in JSON.';

/** Returns the history. Throws UsageError when it is switched off. */
export function openHistory(): History {
  const folder = historyFolder();
  if (folder === null) {
    throw new UsageError(
      'No reports are kept: HOSTNET_HISTORY is `off`. Unset it, or name the file of a report.',
    );
  }
  return new History(folder);
}

/** Returns the report a person means by an id, the beginning of one, `latest`, or the path of a file. Throws UsageError. */
export async function findReport(text: string): Promise<Report> {
  const place = await placeOf(text);
  return 'path' in place ? readFile(place.path) : place.history.read(place.id);
}

/** Returns the same report as it was stored, of whatever version. Throws UsageError. */
export async function findStoredJson(text: string): Promise<unknown> {
  const place = await placeOf(text);
  return 'path' in place ? jsonOf(place.path) : place.history.readJson(place.id);
}

type Place = { readonly path: string } | { readonly history: History; readonly id: string };

async function placeOf(text: string): Promise<Place> {
  if (/[/\\]|\.json$/i.test(text)) return { path: text };
  const history = openHistory();
  const { reports } = await history.list();
  const [newest] = reports;
  if (text === 'latest') {
    if (!newest) throw new UsageError(`No report is kept in ${history.dir}. Make one: hostnet diagnose`);
    return { history, id: newest.id };
  }
  const found = reports.filter(({ id }) => isMeant(id, text));
  const [one, ...more] = found;
  if (one && more.length === 0) return { history, id: one.id };
  if (!one) {
    if (existsSync(text)) return { path: text };
    throw new UsageError(`There is no report ${shown(text)}. ${EXPECTED}`);
  }
  throw new UsageError(
    `${found.length} reports begin with ${shown(text)}: ${some(found)}. Write more of the id.`,
  );
}

/** Ids begin with the time, which is alike for a day's reports: the part behind the dash may be written alone. */
function isMeant(id: string, text: string): boolean {
  const lower = text.toLowerCase();
  return lower !== '' && (id.startsWith(lower) || id.slice(id.indexOf('-') + 1).startsWith(lower));
}

async function jsonOf(path: string): Promise<unknown> {
  const text = await contentOf(path);
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${shown(path)} is not JSON. ${EXPECTED}`);
  }
}

async function readFile(path: string): Promise<Report> {
  const json = await jsonOf(path);
  const report = Report.safeParse(json);
  if (report.success) return report.data;
  const schema: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, 'schema') : undefined;
  if (typeof schema === 'string' && schema !== REPORT_SCHEMA) {
    throw new UsageError(
      `${shown(path)} has the format ${shown(schema)}; this version reads ${REPORT_SCHEMA}.`,
    );
  }
  const where = report.error.issues[0]?.path.join('.') ?? '';
  throw new UsageError(
    `${shown(path)} is no report${where === '' ? '' : ` (at ${where.slice(0, 100)})`}. ${EXPECTED}`,
  );
}

async function contentOf(path: string): Promise<string> {
  try {
    return (await readRegularFile(path)).toString('utf8');
  } catch (error) {
    const code = errnoOf(error);
    const why =
      error instanceof DamagedError
        ? error.message
        : code === 'ENOENT'
          ? 'there is no such file'
          : `it cannot be read (${code ?? 'unknown'})`;
    throw new UsageError(`${shown(path)}: ${why}. ${EXPECTED}`, { cause: error });
  }
}

function some(found: readonly Stored[]): string {
  const names = found.slice(0, 4).map(({ id }) => id);
  return found.length > names.length ? `${names.join(', ')}, …` : names.join(', ');
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 200));
}
