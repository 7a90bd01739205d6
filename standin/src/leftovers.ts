import { dockerCli } from './docker/cli.ts';
import { removeLeftovers } from './lifetime/leftovers.ts';

/**
 * Removes what stand-ins left whose process has gone, on the engine that the docker CLI uses and on this computer. Returns their
 * ids; living stand-ins are left alone. Throws when the engine refuses.
 */
export function removeAbandoned(): Promise<string[]> {
  return removeLeftovers(dockerCli(null));
}
