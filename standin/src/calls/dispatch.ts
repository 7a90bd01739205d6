import * as z from 'zod';
import type { Endpoint } from '../docker/endpoint.ts';
import { engineGet, listQuery, withoutExtensions } from '../docker/engine-api.ts';
import { type ExecContext, programFor } from '../exec/program.ts';
import { runToEnd } from '../exec/run.ts';
import { runStreaming } from '../exec/stream.ts';
import type { Recorder } from '../recordings.ts';
import {
  type Call,
  ExecParams,
  failureOf,
  NavigateParams,
  PlainRejection,
  ServiceParams,
} from './messages.ts';
import { refusalOf } from './navigate.ts';
import type { Page } from './page.ts';
import { callService } from './service.ts';

/** Everything the calls of a page are answered from. */
export interface Desktop {
  readonly exec: ExecContext;
  readonly endpoint: Endpoint;
  /** Path of the VM service's unix socket, or null when the extension exposes none. */
  readonly socketPath: string | null;
  readonly recorder: Recorder;
  /** Files an open dialog "chooses"; an empty list cancels it. */
  readonly chooseFiles: (properties: unknown) => readonly string[];
}

/** Answers one call through the page's channel. Never throws. */
export async function dispatch(call: Call, page: Page, desktop: Desktop): Promise<void> {
  try {
    const value = await answer(call, page, desktop);
    if (value !== STREAMED) page.send({ type: 'result', id: call.id, value });
  } catch (error) {
    page.send({ type: 'failure', id: call.id, failure: failureOf(error) });
  }
}

/** A streamed exec answers by itself, message by message. */
const STREAMED = Symbol('streamed');

async function answer(call: Call, page: Page, desktop: Desktop): Promise<unknown> {
  switch (call.method) {
    case 'exec':
      return execute(call.id, ExecParams.parse(call.params), page, desktop);
    case 'close':
      page.processes.terminate(z.int().parse(call.params));
      return STREAMED;
    case 'service':
      return service(ServiceParams.parse(call.params), page, desktop);
    case 'listContainers':
      return list('/containers/json', call.params, desktop);
    case 'listImages':
      return list('/images/json', call.params, desktop);
    case 'toast': {
      const toast = z.strictObject({ level: z.enum(['success', 'warning', 'error']), message: z.string() });
      desktop.recorder.add({ kind: 'toast', ...toast.parse(call.params) });
      return null;
    }
    case 'dialog': {
      const filePaths = desktop.chooseFiles(call.params);
      desktop.recorder.add({ kind: 'dialog', properties: call.params, filePaths });
      return { canceled: filePaths.length === 0, filePaths };
    }
    case 'navigate': {
      const params = NavigateParams.parse(call.params);
      const refused = await refusalOf(params, desktop.endpoint);
      desktop.recorder.add({ kind: 'navigate', ...params, refused });
      if (refused !== null) throw new Error(refused);
      return null;
    }
    case 'openExternal': {
      const url = z.string().parse(call.params);
      const refused = isWebAddress(url) ? null : 'only http and https addresses can be opened';
      desktop.recorder.add({ kind: 'openExternal', url, refused });
      if (refused !== null) throw new Error(refused);
      return null;
    }
  }
}

async function execute(id: number, params: ExecParams, page: Page, desktop: Desktop): Promise<unknown> {
  const { profile } = desktop.exec;
  const { target, cmd, args, stream } = params;
  desktop.recorder.add({ kind: 'exec', target, cmd, args, streamed: stream !== undefined });
  if (stream === undefined) return runToEnd(profile, id, programFor(params, desktop.exec), page.processes);
  try {
    const program = programFor(params, desktop.exec);
    runStreaming(profile, id, program, stream.splitOutputLines, page.processes, page.send);
  } catch (error) {
    page.send({ type: 'error', id, error: failureOf(error) });
  }
  return STREAMED;
}

async function service(params: ServiceParams, page: Page, desktop: Desktop): Promise<unknown> {
  const { method, url } = params;
  if (desktop.socketPath === null) throw new Error('this extension exposes no socket');
  try {
    const { status, value } = await callService(desktop.socketPath, params, page.signal);
    desktop.recorder.add({ kind: 'service', method, url, status });
    return value;
  } catch (error) {
    const code = error instanceof PlainRejection ? error.value['statusCode'] : undefined;
    desktop.recorder.add({ kind: 'service', method, url, status: typeof code === 'number' ? code : null });
    throw error;
  }
}

async function list(path: string, options: unknown, desktop: Desktop): Promise<unknown> {
  const found = await engineGet(desktop.endpoint, path + listQuery(options));
  if (found.status === 200) return withoutExtensions(found.body);
  const message = z.object({ message: z.string() }).safeParse(found.body);
  throw new Error(message.success ? message.data.message : `the engine answered ${found.status}`);
}

function isWebAddress(url: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}
