import type { ProbeEvent } from '@hostnet/core';
import { channel, ProbeFailure, ProtocolError } from '@hostnet/core/start';
import { LINE_CHARS, lineReader, type LineReader } from './bounded-lines.ts';

/** stderr is kept up to this many characters: enough for an engine's refusal. */
const STDERR_CHARS = 16_384;

/** What a probe has said so far. */
export interface Heard {
  readonly events: ReturnType<typeof channel<ProbeEvent>>;
  readonly ready: boolean;
  readonly done: boolean;
  readonly stderr: string;
  /** The first reason to take nothing of it. */
  readonly refused: ProbeFailure | null;
  /** Takes its output, cut anywhere. */
  readonly output: LineReader;
  /** Takes a part of what it or its engine says on stderr. */
  error(text: string): void;
  refuse(failure: ProbeFailure): void;
  /** Loads what reads lines, once. Resolves when that can be done without delay. */
  load(): Promise<unknown>;
  /** Resolves when every line that has come is read. */
  all(): Promise<unknown>;
}

/** Returns the ear for one probe. `end` is called at a line that is none of ours. */
export function hear(end: () => void): Heard {
  let late: ReturnType<typeof loadParser> | null = null;
  const load = () => (late ??= loadParser());
  let read: Promise<unknown> = Promise.resolve();
  const take = (line: string, parse: (text: string) => ProbeEvent) => {
    try {
      const event = parse(line);
      if (event.event === 'ready') heard.ready = true;
      if (event.event === 'done') heard.done = true;
      heard.events.push(event);
    } catch (error) {
      const message = error instanceof ProtocolError ? error.message : String(error);
      heard.refuse(new ProbeFailure('protocol', message, line));
      end();
    }
  };
  const takeLate = (line: string): void => {
    if (line.trim() !== '') read = Promise.all([load(), read]).then(([parse]) => take(line, parse));
  };
  const heard = {
    events: channel<ProbeEvent>(),
    ready: false,
    done: false,
    stderr: '',
    refused: null as ProbeFailure | null,
    output: lineReader(LINE_CHARS, takeLate, () => {
      heard.refuse(new ProbeFailure('protocol', 'The probe wrote a line that is too long.'));
      end();
    }),
    error(text: string) {
      heard.stderr = (heard.stderr + text).slice(0, STDERR_CHARS);
    },
    refuse(failure: ProbeFailure) {
      heard.refused ??= failure;
    },
    load,
    all: () => read,
  };
  return heard;
}

async function loadParser(): Promise<(line: string) => ProbeEvent> {
  const { parseEventLine, warmUpParser } = await import('@hostnet/core/late');
  warmUpParser();
  return parseEventLine;
}

/** Closes the events of a probe that has ended, with the failure that it ended in. */
export function closeEvents(heard: Heard, stopped: boolean, failure: () => ProbeFailure): void {
  if (stopped && !heard.done) heard.events.close(new ProbeFailure('cancelled', 'The probe was stopped.'));
  else if (heard.refused) heard.events.close(heard.refused);
  else if (heard.done) heard.events.close();
  else heard.events.close(failure());
}
