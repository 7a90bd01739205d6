/** A frame's header: which stream, three zeroes, the length in four bytes (Engine API, ContainerAttach, "Stream format"). */
const HEADER = 8;

/** Which stream a frame belongs to: 0 standard input, 1 standard output, 2 standard error. */
const STDERR = 2;

/** Takes both streams of a container apart. */
export interface Frames {
  /** Takes the next bytes, cut anywhere. Returns false for bytes that are no frames; nothing is taken from then on. */
  push(chunk: Buffer): boolean;
}

/** Returns what takes apart an attached container's output. Bytes go to `out` or `err` as they come, so that none are kept however long a frame is. */
export function frames(out: (bytes: Buffer) => void, err: (bytes: Buffer) => void): Frames {
  let header: Buffer = Buffer.alloc(0);
  let left = 0;
  let take = out;
  let broken = false;
  return {
    push(chunk) {
      let rest = chunk;
      while (rest.length > 0 && !broken) {
        if (left > 0) {
          take(rest.subarray(0, left));
          const taken = Math.min(left, rest.length);
          left -= taken;
          rest = rest.subarray(taken);
          continue;
        }
        const wanted = HEADER - header.length;
        header = Buffer.concat([header, rest.subarray(0, wanted)]);
        rest = rest.subarray(wanted);
        if (header.length < HEADER) break;
        broken = !isHeader(header);
        take = header[0] === STDERR ? err : out;
        left = header.readUInt32BE(4);
        header = Buffer.alloc(0);
      }
      return !broken;
    },
  };
}

function isHeader(bytes: Buffer): boolean {
  return (bytes[0] ?? HEADER) <= STDERR && bytes[1] === 0 && bytes[2] === 0 && bytes[3] === 0;
}

/** Returns the text of a log: of its frames, stdout before stderr as the docker CLI keeps them apart; as it is for a container with a terminal, whose log has none. */
export function textOfLog(bytes: Buffer): string {
  if (bytes.length < HEADER || !isHeader(bytes)) return bytes.toString('utf8');
  const parts: { out: Buffer[]; err: Buffer[] } = { out: [], err: [] };
  frames(
    (part) => parts.out.push(part),
    (part) => parts.err.push(part),
  ).push(bytes);
  return Buffer.concat([...parts.out, ...parts.err]).toString('utf8');
}
