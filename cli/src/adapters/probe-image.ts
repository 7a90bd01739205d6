import { engineFactsFrom, firstLine, PROBE_IMAGE, ProbeFailure } from '@hostnet/core/start';
import { messageOf } from '@hostnet/node';
import { withoutPasswords } from '../passwords.ts';
import type { EngineApi } from './engine-api.ts';
import type { ProbeBinary } from './probe-binary.ts';

/** Which image probes are started from. */
export interface ProbeImage {
  /** Its name now. */
  name(): string;
  /**
   * Called when the engine lacks that image: another that serves as well takes its place, made on the engine when it is not
   * there yet. No registry is asked. Throws ProbeFailure `image-missing` where none can.
   */
  bring(signal: AbortSignal): Promise<void>;
}

/** Returns the image of this name. Only the usual one is ever replaced: who names another wants that one. */
export function probeImage(image: string, api: EngineApi): ProbeImage {
  let name = image;
  return {
    name: () => name,
    async bring(signal) {
      if (image !== PROBE_IMAGE) throw missing(`The image ${image} is not on this engine.`);
      try {
        name = await bring(api, signal);
      } catch (error) {
        if (error instanceof ProbeFailure) throw error;
        if (signal.aborted) throw new ProbeFailure('cancelled', 'The probe was stopped.');
        const said = withoutPasswords(messageOf(error));
        throw missing(refusalFrom(said), said);
      }
    },
  };
}

/** Returns the name of the image that hostnet brings with it, once the engine has it. */
async function bring(api: EngineApi, signal: AbortSignal): Promise<string> {
  const [version, { probeBinary }] = await Promise.all([api.version(signal), import('./probe-binary.ts')]);
  const engine = engineFactsFrom(version, {}, '');
  const arch = engine.reachable ? engine.arch : '';
  const binary: ProbeBinary | null = probeBinary(arch);
  if (!binary)
    throw missing(
      `The probe’s image is not on this engine, and this hostnet has no probe for linux/${arch}.`,
    );
  const { image, repository, tag, changes } = binary;
  if (!(await api.hasImage(image, signal)))
    await api.importImage({ repository, tag, changes, tar: binary.tar() }, signal);
  return image;
}

/** Returns one sentence on why an engine did not store the image, from what it said. */
export function refusalFrom(said: string): string {
  if (/no space left|disk quota exceeded/i.test(said))
    return 'The engine’s disk is full, so the probe’s image could not be stored there (it needs 3 MB).';
  if (/read-only file system/i.test(said))
    return 'The engine’s storage is read-only, so the probe’s image could not be stored there.';
  // `{"message":"…"}` is the form of the API's errors (Engine API, ErrorResponse).
  const words = /"message":"((?:[^"\\]|\\.)*)"/.exec(said)?.[1] ?? said;
  if (/authorization denied|\bdenied\b|^403\b|policy|not allowed|forbidden/i.test(said))
    return `A rule of this engine forbids the probe’s image: ${firstLine(words)}`;
  return `The engine did not store the probe’s image: ${firstLine(words)}`;
}

function missing(message: string, detail = ''): ProbeFailure {
  return new ProbeFailure('image-missing', message, detail.slice(0, 2000));
}
