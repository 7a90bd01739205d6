import type { PortHint } from '@hostnet/core/listening';
import { UsageError } from '../exit.ts';
import type { PortAndTransport } from './parse.ts';

/** Loads what reads Compose files; only where no program listens: reading YAML is the larger part of the code. */
export const loadCompose = () => Promise.all([import('@hostnet/core/compose'), import('../lint/input.ts')]);

/**
 * Returns what the Compose file of this folder, or of one above it, says of a port; empty without one, or where it cannot be
 * read: it is a hint, and `hostnet lint` tells what is wrong with it.
 */
export async function composeHints(
  { port, transport }: PortAndTransport,
  signal: AbortSignal,
): Promise<readonly PortHint[]> {
  const [{ ComposeError, portHints }, { readInput }] = await loadCompose();
  try {
    return portHints(await readInput([], signal), port, transport);
  } catch (error) {
    if (error instanceof ComposeError || error instanceof UsageError) return [];
    throw error;
  }
}
