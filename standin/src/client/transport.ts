import type { Message } from '../calls/messages.ts';
import type { ReadChannel } from './channel.ts';
import type { Incoming, Transport } from './types.ts';

/**
 * Opens the page's channel and returns its transport. `token` goes with every request. Runs in the page: the stand-in
 * serves this function's own source text, so it must use nothing from outside itself.
 */
export function makeTransport(token: string, readChannel: ReadChannel): Transport {
  const page = crypto.randomUUID();
  const send = window.fetch.bind(window);
  const headers = { Authorization: `Bearer ${token}` };
  const leaving = new AbortController();
  const receivers = new Map<number, (message: Incoming) => void>();
  const started = new Map<number, Promise<void>>();
  let nextId = 1;
  let lost = false;
  let opened: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (opened = resolve));

  const deliver = (message: Message): void => {
    if (message.type === 'hello') {
      opened();
      return;
    }
    receivers.get(message.id)?.(message);
    if (message.type !== 'output') receivers.delete(message.id);
  };

  const end = (): void => {
    lost = true;
    opened();
    for (const receive of [...receivers.values()]) receive({ type: 'lost' });
    receivers.clear();
  };
  const request = { headers, signal: leaving.signal };
  readChannel(`/__standin/channel?page=${page}`, request, deliver).then(end, end);
  window.addEventListener('pagehide', () => {
    leaving.abort();
  });

  const post = async (id: number, method: string, params: unknown): Promise<void> => {
    await ready;
    const body = JSON.stringify({ page, id, method, params });
    const answer = lost
      ? null
      : await send('/__standin/call', { method: 'POST', headers, body }).catch(() => null);
    if (answer?.ok !== true) {
      receivers.get(id)?.({ type: 'lost' });
      receivers.delete(id);
    }
  };

  const start: Transport['start'] = (method, params, receive) => {
    const id = nextId++;
    receivers.set(id, receive);
    started.set(
      id,
      post(id, method, params).finally(() => started.delete(id)),
    );
    return id;
  };
  const ask: Transport['ask'] = (method, params) =>
    new Promise((resolve, reject) => {
      const fail = (name: string, message: string): void => {
        const error = new Error(message);
        error.name = name;
        reject(error);
      };
      start(method, params, (message) => {
        if (message.type === 'result') resolve(message.value);
        else if (message.type === 'lost') fail('Error', 'the desktop went away');
        else if (message.type === 'failure' && message.failure.kind === 'error') {
          fail(message.failure.name, message.failure.message);
        } else if (message.type === 'failure' && message.failure.kind === 'object') {
          // A plain object, no Error: so does Docker Desktop.
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
          reject({ ...message.failure.value });
        }
      });
    });
  const close: Transport['close'] = (id) => {
    void Promise.resolve(started.get(id)).then(() => post(nextId++, 'close', id));
  };
  return { start, ask, close };
}
