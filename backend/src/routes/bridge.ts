import { ProbeEvent } from '@hostnet/core/protocol';
import * as z from 'zod';
import type { BridgeSessions } from '../bridge/sessions.ts';
import { BRIDGE_LIMITS, BridgeSpec } from '../bridge/spec.ts';
import { ErrorBody } from '../errors.ts';
import type { ZodApp } from '../http/zod.ts';

const Events = z.object({ events: z.array(ProbeEvent) });

/** `POST /bridge/session`: runs one session here, at the bridge vantage point; it ends when its client goes away. */
export function bridgeRoute(app: ZodApp, sessions: BridgeSessions): void {
  app.post(
    '/bridge/session',
    {
      bodyLimit: BRIDGE_LIMITS.bodyBytes,
      schema: { body: BridgeSpec, response: { 200: Events, default: ErrorBody } },
    },
    async (request, reply) => {
      const gone = new AbortController();
      const onClose = (): void => {
        if (!reply.raw.writableFinished) gone.abort();
      };
      reply.raw.once('close', onClose);
      try {
        return { events: await sessions.run(request.body, gone.signal) };
      } finally {
        reply.raw.off('close', onClose);
      }
    },
  );
}
