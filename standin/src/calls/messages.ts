import * as z from 'zod';
import { isError } from '../failure.ts';

/** Whose command line an `exec` is for: `docker.cli`, `extension.vm.cli` or `extension.host.cli`. */
export const ExecTarget = z.enum(['docker', 'vm', 'host']);
export type ExecTarget = z.infer<typeof ExecTarget>;

const Env = z.record(z.string(), z.string().optional());

export const ExecParams = z.strictObject({
  target: ExecTarget,
  cmd: z.string(),
  args: z.array(z.string()),
  cwd: z.string().optional(),
  env: Env.optional(),
  /** Absent: the call waits for the end and yields the whole output. */
  stream: z.strictObject({ splitOutputLines: z.boolean() }).optional(),
});
export type ExecParams = z.infer<typeof ExecParams>;

export const ServiceParams = z.strictObject({
  url: z
    .string()
    .startsWith('/', 'must be a path such as /health: the service is reached through its socket'),
  method: z.string().regex(/^[A-Za-z]+$/),
  headers: z.record(z.string(), z.string()).optional(),
  data: z.unknown().optional(),
});
export type ServiceParams = z.infer<typeof ServiceParams>;

export const NavigateParams = z.strictObject({ intent: z.string(), args: z.array(z.unknown()) });
export type NavigateParams = z.infer<typeof NavigateParams>;

/** One call of the page. The answer comes through the page's channel under the same id. */
export const Call = z.strictObject({
  page: z.string().min(8).max(64),
  id: z.int().positive(),
  method: z.enum([
    'exec',
    'close',
    'service',
    'listContainers',
    'listImages',
    'toast',
    'dialog',
    'navigate',
    'openExternal',
  ]),
  params: z.unknown().optional(),
});
export type Call = z.infer<typeof Call>;

/** Why a call failed, as the page's promise rejects: with an Error, or with a plain object as Docker Desktop does. */
export type Failure =
  | { readonly kind: 'error'; readonly name: string; readonly message: string }
  | { readonly kind: 'object'; readonly value: Readonly<Record<string, unknown>> };

/** What the page's channel carries, one JSON document a line. */
export type Message =
  | { readonly type: 'hello' }
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly failure: Failure }
  | { readonly type: 'output'; readonly id: number; readonly stdout?: string; readonly stderr?: string }
  | { readonly type: 'error'; readonly id: number; readonly error: unknown }
  | { readonly type: 'close'; readonly id: number; readonly code: number | null };

/** Thrown inside the stand-in to make the page's promise reject with a plain object. */
export class PlainRejection extends Error {
  override readonly name = 'PlainRejection';
  constructor(readonly value: Readonly<Record<string, unknown>>) {
    super('rejected');
  }
}

/** Returns how a thrown value reaches the page. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof PlainRejection) return { kind: 'object', value: thrown.value };
  if (thrown instanceof z.ZodError) {
    const issue = thrown.issues[0];
    return {
      kind: 'error',
      name: 'TypeError',
      message: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
    };
  }
  // Errors cross Electron's bridge as name and message only; stacks and other properties are lost.
  return isError(thrown)
    ? { kind: 'error', name: thrown.name, message: thrown.message }
    : { kind: 'error', name: 'Error', message: String(thrown) };
}
