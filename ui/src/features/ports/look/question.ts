import type { Transport } from '@hostnet/core';

/** A port somebody asks about. */
export interface Question {
  readonly port: number;
  readonly transport: Transport;
}

/** Returns the port in a text, or one sentence on what is wrong with it. `8080/udp` and `:8080` are understood too. */
export function portFrom(text: string): { readonly port: number } | { readonly problem: string } {
  const word = text.trim().replace(/^:/, '');
  if (word === '') return { problem: 'Write a port: a number from 1 to 65535, such as 8080.' };
  const digits = /^(\d+)(?:\/(?:tcp|udp))?$/i.exec(word)?.[1];
  if (digits === undefined)
    return { problem: `“${shortened(word)}” is no port: write a number from 1 to 65535, such as 8080.` };
  const port = Number(digits);
  if (port < 1 || port > 65_535)
    return { problem: `There is no port ${shortened(digits)}: ports go from 1 to 65535.` };
  return { port };
}

/** Returns the transport a text names, as in `53/udp`; null when it names none. */
export function transportIn(text: string): Transport | null {
  const named = /\/(tcp|udp)\s*$/i.exec(text)?.[1]?.toLowerCase();
  return named === 'tcp' || named === 'udp' ? named : null;
}

/** What people paste by accident can be long. */
function shortened(word: string): string {
  return word.length > 24 ? `${word.slice(0, 24)}…` : word;
}
