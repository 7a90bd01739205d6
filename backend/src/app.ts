import Fastify, { type FastifyInstance } from 'fastify';
import { BridgeSessions, type RunSession } from './bridge/sessions.ts';
import { History } from './history/history.ts';
import { addFailureHandlers, onClientError, sendError, toApiError } from './http/failures.ts';
import { addLimits } from './http/limits.ts';
import { withZod } from './http/zod.ts';
import { bridgeRoute } from './routes/bridge.ts';
import { healthRoute } from './routes/health.ts';
import { reportRoutes } from './routes/reports.ts';

/** What the service needs from outside. */
export interface AppOptions {
  /** Folder the reports are kept in; made when the first one is stored. */
  readonly reportsDir: string;
  readonly runSession: RunSession;
  /** Receives one line for each failure of the service itself. */
  readonly log: (line: string) => void;
  /** How long a request may take to come whole, in ms; absent is as long as a connection may stay silent. */
  readonly requestMs?: number;
}

/** Longest a connection may stay silent, in ms: above the longest bridge session. */
const SILENCE_MS = 30_000;
/** Longest delay of a timer (2^31 - 1 ms): in effect never. */
const NEVER_MS = 0x7fff_ffff;

/** Returns the service, not yet listening. Closing it ends sessions and connections and waits for a write under way. */
export function buildApp(options: AppOptions): FastifyInstance {
  const app = Fastify({
    logger: false,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    // Node would look at all connections every 30 s, an idle service included; SILENCE_MS guards each open one instead.
    http: { connectionsCheckingInterval: NEVER_MS },
    connectionTimeout: SILENCE_MS,
    keepAliveTimeout: SILENCE_MS,
    frameworkErrors: (error, _request, reply) => {
      sendError(reply, toApiError(error));
    },
    clientErrorHandler: onClientError,
  });
  app.removeContentTypeParser('text/plain');
  addFailureHandlers(app, options.log);
  addLimits(app, options.requestMs ?? SILENCE_MS);

  const history = new History(options.reportsDir);
  const sessions = new BridgeSessions(options.runSession);
  app.addHook('preClose', () => {
    sessions.stop();
  });
  app.addHook('onClose', () => history.settled());

  const zod = withZod(app);
  healthRoute(zod, history);
  bridgeRoute(zod, sessions);
  reportRoutes(zod, history);
  return app;
}
