import { Report } from '@hostnet/core';
import * as z from 'zod';
import { ErrorBody } from '../errors.ts';
import type { History } from '../history/history.ts';
import { REPORT_ID } from '../history/id.ts';
import { Stored } from '../history/record.ts';
import type { ZodApp } from '../http/zod.ts';

/** Largest body of `POST /reports`, in bytes. */
export const REPORT_MAX_BYTES = 2 * 1024 * 1024;

const Params = z.strictObject({ id: z.string().regex(REPORT_ID, 'not an id of a report') });
const List = z.object({ reports: z.array(Stored), damaged: z.array(z.string()) });

/** The report history: list, store, read, remove. */
export function reportRoutes(app: ZodApp, history: History): void {
  app.get('/reports', { schema: { response: { 200: List, default: ErrorBody } } }, () => history.list());

  app.post(
    '/reports',
    { bodyLimit: REPORT_MAX_BYTES, schema: { body: Report, response: { 201: Stored, default: ErrorBody } } },
    async (request, reply) => {
      reply.code(201);
      return history.save(request.body);
    },
  );

  app.get(
    '/reports/:id',
    { schema: { params: Params, response: { 200: Report, default: ErrorBody } } },
    (request) => history.read(request.params.id),
  );

  app.delete(
    '/reports/:id',
    { schema: { params: Params, response: { 204: z.undefined(), default: ErrorBody } } },
    async (request, reply) => {
      await history.remove(request.params.id);
      return reply.code(204).send();
    },
  );
}
