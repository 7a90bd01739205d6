import { renderPorts, type PortRow, type PortsReport } from '@hostnet/core/listening';
import { pause } from '@hostnet/node';
import { EXIT } from '../exit.ts';
import { startProgress } from '../progress.ts';
import { isDumb, print, textOptions } from '../terminal.ts';
import { look, type LookFlags } from './look.ts';

/** From the end of one look to the begin of the next, in ms. */
const EVERY_MS = 2000;

/** The alternate screen, which a terminal leaves without a trace (xterm control sequences, DECSET 1049). */
const SCREEN = { enter: '\u001b[?1049h', leave: '\u001b[?1049l', clear: '\u001b[H\u001b[2J' } as const;

/**
 * Looks again and again until cancelled, or until nobody reads any more: redraws a terminal when something changed, prints
 * changes as lines elsewhere. Returns 130 when it was cancelled, else 0.
 */
export async function watchPorts(flags: LookFlags, cancel: AbortSignal): Promise<number> {
  const over = new AbortController();
  const { signal } = over;
  const end = () => over.abort();
  process.stdout.once('error', end);
  cancel.addEventListener('abort', end);
  if (cancel.aborted) end();
  const screen = process.stdout.isTTY && !isDumb() && flags.json !== true;
  const show = flags.json === true ? jsonLines() : screen ? redraw() : changes();
  if (screen) process.stdout.write(SCREEN.enter);
  try {
    while (!signal.aborted) {
      const progress = startProgress(true);
      await look(flags, { focus: null, discover: false, asked: null, progress, show }, signal);
      await pause(EVERY_MS, signal);
    }
  } finally {
    if (screen) process.stdout.write(SCREEN.leave);
    process.stdout.off('error', end);
    cancel.removeEventListener('abort', end);
  }
  return cancel.aborted ? EXIT.cancelled : EXIT.ok;
}

function redraw(): (report: PortsReport) => void {
  let last = '';
  return (report) => {
    const text = renderPorts(report, textOptions());
    if (text === last) return;
    last = text;
    const rows = process.stdout.rows || 24;
    process.stdout.write(SCREEN.clear);
    print(
      text
        .split('\n')
        .slice(0, rows - 1)
        .join('\n'),
    );
  };
}

function jsonLines(): (report: PortsReport) => void {
  let last = '';
  return (report) => {
    const key = JSON.stringify(report.listeners);
    if (key === last) return;
    last = key;
    print(`${JSON.stringify(report)}\n`);
  };
}

/** `+` came, `-` went, `~` answers otherwise, `!` could not be seen. */
function changes(): (report: PortsReport) => void {
  let last: ReadonlyMap<string, string> | null = new Map();
  return (report) => {
    if (report.listeners === null) {
      if (last !== null) print(`! ${report.ports.ownersReason ?? 'could not be seen'}\n`);
      last = null;
      return;
    }
    const now = new Map(report.listeners.map((row) => [keyOf(row), reachText(row)]));
    const before = last ?? new Map<string, string>();
    const lines = [
      ...[...before.keys()].filter((key) => !now.has(key)).map((key) => `- ${key}`),
      ...[...now].flatMap(([key, reach]) => {
        const was = before.get(key);
        if (was === reach) return [];
        return [`${was === undefined ? '+' : '~'} ${key} ${reach}`];
      }),
    ];
    last = now;
    if (lines.length > 0) print(`${lines.join('\n')}\n`);
  };
}

function keyOf({ container, publishedBy, process: name, port, transport, address }: PortRow): string {
  const program = publishedBy ? '(publishes it)' : (name ?? '?');
  return `${port}/${transport} ${address} ${container?.name ?? publishedBy?.name ?? '–'} ${program}`;
}

function reachText({ reach }: PortRow): string {
  const told = Object.entries(reach).filter(([, cell]) => cell.expected !== 'no');
  return told.map(([kind, cell]) => `${kind}=${cell.outcome}`).join(' ');
}
