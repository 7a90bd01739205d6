import * as z from 'zod';
import { Verdict } from '../../words/enums.ts';
import { REPORT_SCHEMA } from '../../model/report-name.ts';
import { Report } from '../../model/report.ts';
import { REPORT_ID } from './id.ts';

/** A stored report, as listed (core's StoredReport). */
export const Stored = z.object({
  id: z.string().regex(REPORT_ID),
  startedAt: z.string(),
  verdict: Verdict,
  summary: z.string(),
});
export type Stored = z.infer<typeof Stored>;

/**
 * First line of a file: what a list needs, and the length of the second line, the report itself. So a list reads one
 * block a file however large the reports are, and sees a file that was cut short.
 */
const Header = z.strictObject({
  format: z.literal('hostnet.history/1'),
  stored: Stored,
  reportBytes: z.number().int().min(1),
});

/** Longest first line in bytes, its end included. */
export const HEADER_MAX_BYTES = 4096;
const SUMMARY_MAX = 300;
const STARTED_AT_MAX = 40;

/** The content of a file is not a whole report; the message says what is wrong. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

/** The file is whole, but its report has another version of the format. */
export class OtherVersionError extends Error {
  override readonly name = 'OtherVersionError';
}

/** Returns what the list shall say of a report; over-long texts are cut. */
export function storedOf(id: string, report: Report): Stored {
  return {
    id,
    startedAt: report.startedAt.slice(0, STARTED_AT_MAX),
    verdict: report.verdict,
    summary:
      report.summary.length > SUMMARY_MAX ? `${report.summary.slice(0, SUMMARY_MAX - 1)}…` : report.summary,
  };
}

/** Returns the content of a file. */
export function encodeRecord(stored: Stored, report: Report): Uint8Array {
  const body = `${JSON.stringify(report)}\n`;
  const reportBytes = new TextEncoder().encode(body).length;
  const header: z.infer<typeof Header> = { format: 'hostnet.history/1', stored, reportBytes };
  return new TextEncoder().encode(`${JSON.stringify(header)}\n${body}`);
}

/** Returns the first line of a file of `size` bytes, `head` being its beginning. Throws DamagedError. */
export function decodeHeader(head: Uint8Array, size: number, id: string): Stored {
  const end = head.indexOf(0x0a);
  if (end === -1) throw new DamagedError('it has no header');
  const parsed = Header.safeParse(parse(head.subarray(0, end)));
  if (!parsed.success) throw new DamagedError('its header is not one of ours');
  if (parsed.data.stored.id !== id) throw new DamagedError('it holds another report than its name says');
  if (size !== end + 1 + parsed.data.reportBytes) throw new DamagedError('it was cut short or added to');
  return parsed.data.stored;
}

/** Returns the document in a file, whatever its version. Throws DamagedError. */
export function decodeJson(content: Uint8Array, id: string): unknown {
  decodeHeader(content.subarray(0, HEADER_MAX_BYTES), content.length, id);
  return parse(content.subarray(content.indexOf(0x0a) + 1));
}

/** Returns the report in a file. Throws DamagedError or OtherVersionError. */
export function decodeRecord(content: Uint8Array, id: string): Report {
  const json = decodeJson(content, id);
  const version = z.object({ schema: z.string() }).safeParse(json).data?.schema;
  if (version !== undefined && version !== REPORT_SCHEMA) throw new OtherVersionError(version);
  const report = Report.safeParse(json);
  if (!report.success) throw new DamagedError('its report does not fit the format');
  return report.data;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new DamagedError('it is not JSON');
  }
}
