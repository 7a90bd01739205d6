import type { FastifyInstance, FastifyTypeProvider } from 'fastify';
import type * as z from 'zod';
import { ApiError } from '../errors.ts';

/** Lets a route's zod schemas type its params, body and reply. */
export interface ZodTypes extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  serializer: this['schema'] extends z.ZodType ? z.input<this['schema']> : unknown;
}

/** A Fastify instance whose schemas are zod's. */
export type ZodApp = ReturnType<typeof withZod>;

/** Returns the app with zod in the place of Fastify's JSON Schema, both for what comes in and for what goes out. */
export function withZod(app: FastifyInstance) {
  app.setValidatorCompiler<z.ZodType>(({ schema, httpPart }) => (data: unknown) => {
    const parsed = schema.safeParse(data);
    if (parsed.success) return { value: parsed.data };
    return { error: invalid(httpPart ?? 'request', parsed.error) };
  });
  app.setSerializerCompiler<z.ZodType>(({ schema }) => (data: unknown) => {
    return JSON.stringify(schema.parse(data));
  });
  return app.withTypeProvider<ZodTypes>();
}

function invalid(part: string, error: z.ZodError): ApiError {
  const issue = error.issues[0];
  const path = issue?.path.map(String).join('.') ?? '';
  const where = path === '' ? part : `${part} field ${path}`;
  return new ApiError(
    400,
    'invalid-request',
    `The ${where} is not as expected: ${issue?.message ?? 'unknown'}.`.slice(0, 400),
    `Send a ${part} that fits the route's contract.`,
  );
}
