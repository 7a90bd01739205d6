import { parse } from 'yaml';
import * as z from 'zod';
import { StandinFailure } from '../failure.ts';

export const Service = z.record(z.string(), z.unknown());
/** One service of a compose file, its keys not yet looked at. */
export type Service = z.infer<typeof Service>;

const Declared = z.record(z.string(), z.record(z.string(), z.unknown()).nullable());

const ComposeFile = z.strictObject({
  // Obsolete and ignored by Compose v2; older files carry it.
  version: z.unknown().optional(),
  name: z.string().optional(),
  services: z
    .record(z.string(), Service)
    .refine((services) => Object.keys(services).length > 0, 'must name a service'),
  volumes: Declared.nullish(),
  networks: Declared.nullish(),
});
/** A compose file as far as an extension needs one. */
export type ComposeFile = z.infer<typeof ComposeFile>;

/** Reads a compose file. Throws StandinFailure, one sentence, when it is none or has a top-level key we do not know. */
export function parseCompose(text: string): ComposeFile {
  let document: unknown;
  try {
    document = parse(text);
  } catch (error) {
    throw new StandinFailure(`The compose file is not valid YAML: ${String(error).split('\n')[0] ?? ''}`);
  }
  const checked = ComposeFile.safeParse(document);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  throw new StandinFailure(
    `The compose file is wrong at "${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'unknown problem'}.`,
  );
}

/** Returns the compose file Desktop generates for `vm.image`: one service that runs the image. */
export function composeForImage(image: string): ComposeFile {
  return { services: { service: { image } } };
}

/** Returns a labels, environment, extra_hosts or sysctls value (map or `key=value` list) as pairs. */
export function pairs(value: unknown, where: string, separator = '='): [string, string][] {
  const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
  const map = z.record(z.string(), scalar).safeParse(value);
  if (map.success) return Object.entries(map.data);
  const list = z.array(z.string()).safeParse(value);
  if (list.success) {
    return list.data.map((entry) => {
      const at = entry.indexOf(separator);
      if (at < 1) throw new StandinFailure(`${where} holds "${entry}"; write it as key${separator}value.`);
      return [entry.slice(0, at), entry.slice(at + 1)];
    });
  }
  throw new StandinFailure(`${where} must be a map or a list of key${separator}value.`);
}
