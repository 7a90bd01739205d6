import { ProbeEvent, ProbeFailure, Report, Verdict } from '@hostnet/core';
import type { Service } from '@hostnet/core';
import * as z from 'zod';
import type { HttpService } from './client.ts';
import { ServiceFailure, serviceFailureFrom } from './service-error.ts';

const Health = z.object({ status: z.literal('ok') });
const Events = z.object({ events: z.array(ProbeEvent) });
const Stored = z.object({ id: z.string(), startedAt: z.string(), verdict: Verdict, summary: z.string() });
const StoredList = z.object({ reports: z.array(Stored), damaged: z.array(z.string()).default([]) });

/** Returns the extension's service behind Desktop's `vm.service`. Every answer is validated. Throws ServiceFailure. */
export function desktopService(http: HttpService): Service {
  const call = async <T extends z.ZodType>(schema: T, signal: AbortSignal, send: () => Promise<unknown>) => {
    try {
      return readAnswer(schema, await abortable(send, signal));
    } catch (error) {
      throw serviceFailureFrom(error);
    }
  };
  // The service names a damaged file once: whichever part of the page asks first.
  const damaged = new Set<string>();
  return {
    async health(signal) {
      await call(Health, signal, () => http.get('/health'));
    },
    async bridgeSession(spec, signal) {
      try {
        return (await call(Events, signal, () => http.post('/bridge/session', spec))).events;
      } catch (error) {
        throw asProbeFailure(serviceFailureFrom(error));
      }
    },
    saveReport: (report, signal) => call(Stored, signal, () => http.post('/reports', report)),
    async listReports(signal) {
      const list = await call(StoredList, signal, () => http.get('/reports'));
      for (const name of list.damaged) damaged.add(name);
      return { reports: list.reports, damaged: [...damaged] };
    },
    readReport: (id, signal) => call(Report, signal, () => http.get(`/reports/${encodeURIComponent(id)}`)),
    removeReport: async (id, signal) => {
      await call(z.unknown(), signal, () => http.delete(`/reports/${encodeURIComponent(id)}`));
    },
  };
}

/** Some Desktop builds were reported to wrap answers in `{data}` (ngrok extension, pull request 23); JSON may also come as text. */
function readAnswer<T extends z.ZodType>(schema: T, answer: unknown): z.infer<T> {
  const value = typeof answer === 'string' ? fromJson(answer) : answer;
  const plain = schema.safeParse(value);
  if (plain.success) return plain.data;
  if (typeof value === 'object' && value !== null && 'data' in value) {
    const inner = typeof value.data === 'string' ? fromJson(value.data) : value.data;
    const wrapped = schema.safeParse(inner);
    if (wrapped.success) return wrapped.data;
  }
  throw new ServiceFailure('odd', "The extension's service gave an answer this page cannot read.");
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function asProbeFailure(failure: ServiceFailure): ProbeFailure {
  const kind = { lost: 'died', refused: 'start-refused', odd: 'protocol', cancelled: 'cancelled' } as const;
  return new ProbeFailure(kind[failure.kind], failure.message);
}

/** The service's requests cannot be aborted, so the wait for them is. */
function abortable<T>(send: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const cancelled = () => new ServiceFailure('cancelled', 'The request was cancelled.');
  if (signal.aborted) return Promise.reject(cancelled());
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(cancelled());
    signal.addEventListener('abort', onAbort, { once: true });
    send()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onAbort));
  });
}
