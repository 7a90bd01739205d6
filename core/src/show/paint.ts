import type { Severity, Verdict } from '../words/enums.ts';
import type { Tone } from './matrix.ts';

/** What a piece of text may be painted as (ECMA-48 SGR parameters). */
const SGR = { red: 31, green: 32, yellow: 33, bold: 1, dim: 2, none: 0 } as const;
export type Style = keyof typeof SGR;

/** Returns the text in that style, or as it is where colour is off. */
export type Paint = (style: Style, text: string) => string;

/** Returns a Paint that writes ANSI sequences only when `colour` is true. */
export function painter(colour: boolean): Paint {
  return (style, text) => (colour && style !== 'none' ? `\u001b[${SGR[style]}m${text}\u001b[0m` : text);
}

const TONES: Readonly<Record<Verdict | Severity | Tone, Style>> = {
  working: 'green',
  'partly-working': 'yellow',
  'not-working': 'red',
  'not-available': 'yellow',
  unknown: 'yellow',
  error: 'red',
  warning: 'yellow',
  info: 'none',
  ok: 'green',
  fault: 'red',
  plain: 'dim',
  unmeasured: 'dim',
};

/** Returns the style of a verdict, a severity or a cell's tone: red for faults alone. */
export function toneOf(what: Verdict | Severity | Tone): Style {
  return TONES[what];
}
