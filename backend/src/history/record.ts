import { encodeRecord as encode, type Stored } from '@hostnet/core/report';
import type { Report } from '@hostnet/core';

// The format of a kept report is the core's: a terminal keeps its own in the same one.
export {
  DamagedError,
  decodeHeader,
  decodeRecord,
  HEADER_MAX_BYTES,
  OtherVersionError,
  Stored,
  storedOf,
} from '@hostnet/core/report';

/** Returns the content of a file. */
export function encodeRecord(stored: Stored, report: Report): Buffer {
  return Buffer.from(encode(stored, report));
}
