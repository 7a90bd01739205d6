import type { Socket } from 'node:net';
import { errnoOf } from '@hostnet/node';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, lineOf, statusOf, type ErrorBody } from '../errors.ts';

const METHODS = ['GET', 'POST', 'DELETE'] as const;

/** Fastify's own refusals (fastify.dev, reference "Errors") and what a person can do about each. */
const KNOWN: Readonly<Record<string, readonly [status: number, code: string, message: string, fix: string]>> =
  {
    FST_ERR_CTP_INVALID_MEDIA_TYPE: [
      415,
      'unsupported-media-type',
      'The body is not declared as JSON.',
      'Send the header content-type: application/json.',
    ],
    FST_ERR_CTP_BODY_TOO_LARGE: [
      413,
      'body-too-large',
      'The body is larger than this route takes.',
      'Send at most 2 MB for a report and 64 kB for a session spec.',
    ],
    FST_ERR_CTP_EMPTY_JSON_BODY: [
      400,
      'invalid-json',
      'The body is empty.',
      'Send a JSON document as the body.',
    ],
    FST_ERR_CTP_INVALID_JSON_BODY: [
      400,
      'invalid-json',
      'The body is not JSON.',
      'Send a JSON document as the body.',
    ],
    FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
      400,
      'invalid-request',
      'The content-length header does not fit the body.',
      'Send the body whole, with its true length.',
    ],
    FST_ERR_BAD_URL: [400, 'bad-url', 'The address is not a valid URL path.', 'Check the percent-encoding.'],
    FST_ERR_MAX_PARAM_LENGTH: [
      400,
      'bad-url',
      'A part of the address is too long.',
      'Use an id that GET /reports lists.',
    ],
  };

/** Returns the answer for any error: its own when it is ours or Fastify's, else a 500 that tells nothing of the inside. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const known = KNOWN[errnoOf(error) ?? ''];
  if (known) return new ApiError(...known);
  if (statusOf(error) === 400)
    return new ApiError(400, 'invalid-json', 'The body is not JSON.', 'Send a JSON document as the body.');
  return new ApiError(
    500,
    'internal',
    'The service failed to answer this request.',
    'Try again; if it happens again, restart the extension and report it with the service log.',
    { cause: error },
  );
}

/** Answers a request with the error. */
export function sendError(reply: FastifyReply, error: ApiError): FastifyReply {
  // Serialised here: an error must not depend on the schema of the route that failed.
  return reply
    .code(error.status)
    .headers(error.headers)
    .type('application/json; charset=utf-8')
    .serializer((body: ErrorBody) => JSON.stringify(body))
    .send(error.body());
}

/** Gives every failure of `app` the one error form; `log` receives one line for each that is ours (5xx). */
export function addFailureHandlers(app: FastifyInstance, log: (line: string) => void): void {
  app.setErrorHandler((error: unknown, request, reply) => {
    const answer = toApiError(error);
    if (answer.status >= 500) {
      log(`${request.method} ${request.url.slice(0, 100)}: ${answer.code}: ${lineOf(error).slice(0, 300)}`);
    }
    return sendError(reply, answer);
  });
  app.setNotFoundHandler((request, reply) => sendError(reply, notFound(app, request)));
}

function notFound(app: FastifyInstance, request: FastifyRequest): ApiError {
  const path = request.url.split('?', 1)[0] ?? '/';
  const allowed = METHODS.filter((method) => isRoute(app, method, path) || matches(method, path));
  if (allowed.length > 0) {
    const list = allowed.join(', ');
    return new ApiError(
      405,
      'method-not-allowed',
      `This address does not take ${request.method}.`,
      `Use ${list}.`,
      { headers: { allow: list } },
    );
  }
  return new ApiError(
    404,
    'no-such-route',
    'There is nothing at this address.',
    'Use /health, /bridge/session, /reports or /reports/:id.',
  );
}

/** Fastify takes the address for a pattern, and throws where it is a wrong one. No route of ours has such characters. */
function isRoute(app: FastifyInstance, method: (typeof METHODS)[number], url: string): boolean {
  return !/[*:()]/.test(url) && app.hasRoute({ method, url });
}

/** The one address with a parameter; Fastify's hasRoute compares patterns, not addresses. */
function matches(method: (typeof METHODS)[number], path: string): boolean {
  return method !== 'POST' && /^\/reports\/[^/]+$/.test(path);
}

/** Answers bytes that are not HTTP at all, then closes the connection. */
export function onClientError(_error: Error, socket: Socket): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify(
    new ApiError(400, 'not-http', 'The request is not valid HTTP.', 'Speak HTTP/1.1 to this socket.').body(),
  );
  socket.end(
    `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
