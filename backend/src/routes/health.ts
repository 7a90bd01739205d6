import * as z from 'zod';
import { ErrorBody } from '../errors.ts';
import type { History } from '../history/history.ts';
import type { ZodApp } from '../http/zod.ts';
import { VERSION } from '../version.ts';

const Health = z.object({
  status: z.literal('ok'),
  version: z.string(),
  /** null when the history cannot be read; GET /reports then says why. The bridge works without it. */
  reports: z.number().int().min(0).nullable(),
});

/** `GET /health`: the service answers. */
export function healthRoute(app: ZodApp, history: History): void {
  app.get('/health', { schema: { response: { 200: Health, default: ErrorBody } } }, async () => ({
    status: 'ok' as const,
    version: VERSION,
    reports: await history.count().catch(() => null),
  }));
}
