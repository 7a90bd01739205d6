import * as z from 'zod';

/** Returns the schema of a Known whose value fits `value`. */
export function knownOf<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('known', [
    z.object({ known: z.literal(true), value, source: z.string() }),
    z.object({ known: z.literal(false), reason: z.string() }),
  ]);
}
