import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { CreateRequest, ProbeSession } from '@hostnet/core';
import { ProbeFailure } from '@hostnet/core/start';
import { pause } from '@hostnet/node';
import { withoutPasswords } from '../passwords.ts';
import type { ContainerApi } from './container-api.ts';
import { frames } from './frames.ts';
import { guard, type Guard } from './guard.ts';
import { closeEvents, hear } from './heard.ts';
import { engineWords, StatusError } from './http-answer.ts';

/** How a probe's container is run over the engine's API. */
export interface ApiSessionOptions {
  readonly api: ContainerApi;
  readonly container: CreateRequest;
  readonly signal: AbortSignal;
  /** Says what went wrong, from the engine's words or the probe's last ones. */
  failure(said: string, ready: boolean): ProbeFailure;
  /** How long the probe and its engine may take to end, in ms, before nobody waits for them any more. */
  readonly stopMs: number;
  /** Removes the container by its name; whether there was one, null when the engine does not answer. Bounded in time; never throws. */
  remove(): Promise<boolean | null>;
}

/** The engine removes a container that has ended within so many ms, or it is asked to. */
const REMOVAL_MS = 5000;

/** Returns a session whose probe runs in a container that is created, attached and started over the engine's API. */
export function apiSession(options: ApiSessionOptions): ProbeSession {
  const { signal } = options;
  const run = new ContainerRun(options);
  const ended = run.toItsEnd();
  const stop = async (): Promise<void> => {
    void run.stop();
    await ended;
  };
  const onAbort = () => void stop();
  signal.addEventListener('abort', onAbort);
  void ended.then(() => signal.removeEventListener('abort', onAbort));
  if (signal.aborted) onAbort();
  return { events: run.heard.events, asked: run.asked, stop };
}

/** One container from its creation to its removal. */
class ContainerRun {
  readonly heard = hear(() => void this.stop());
  /** Resolves when the engine is asked to start it, or nothing comes of that. */
  readonly asked: Promise<void>;
  #isAsked: () => void = () => undefined;
  readonly #options: ApiSessionOptions;
  /** Ends every question that is still open. */
  readonly #over = new AbortController();
  /** Of a container that the engine was asked for. */
  #guard: Guard | null = null;
  #id: string | null = null;
  /** Whether there is none any more, or never was. */
  #gone = false;
  #stopping = false;
  /** When nobody waits for the engine any more. */
  #limit: NodeJS.Timeout | undefined;

  constructor(options: ApiSessionOptions) {
    this.#options = options;
    this.asked = new Promise((resolve) => {
      this.#isAsked = resolve;
    });
  }

  /** Runs it and closes its events. Never throws. */
  async toItsEnd(): Promise<void> {
    const { heard } = this;
    const { signal, failure } = this.#options;
    let said = '';
    try {
      if (!signal.aborted) await this.#run();
    } catch (error) {
      said = withoutPasswords(engineWords(error));
    }
    this.#isAsked();
    await heard.all();
    await this.#removal();
    clearTimeout(this.#limit);
    this.#over.abort();
    closeEvents(heard, signal.aborted, () =>
      failure(heard.stderr.trim() === '' ? said : heard.stderr, heard.ready),
    );
  }

  async #run(): Promise<void> {
    const { api, container } = this.#options;
    const { signal } = this.#over;
    this.#guard = guard(container.name);
    const id = await api.create(container, signal).catch((error: unknown) => {
      // An engine that refuses has made none.
      this.#gone = error instanceof StatusError;
      throw error;
    });
    this.#id = id;
    this.#guard.made();
    if (this.#isStopping()) return;
    const stream = await api.attach(id, signal);
    // A stream that took the place of a question's connection does not end with the question.
    signal.addEventListener('abort', () => stream.destroy());
    const read = this.#read(stream);
    const removal = api.removed(id, signal).then(
      () => {
        this.#gone = true;
        return null;
      },
      (error: unknown) => error,
    );
    try {
      if (this.#isStopping()) return;
      const starting = api.start(id, signal);
      // What reads its lines is loaded while the engine starts it: later, a process that is busy would answer its dials late.
      const loading = this.heard.load();
      this.#isAsked();
      await Promise.all([starting, loading]);
      this.#guard.dismiss();
      await read;
    } finally {
      stream.destroy();
    }
    // The output has ended, so the container has: its engine answers, and is given time to remove it.
    clearTimeout(this.#limit);
    const broken = await Promise.race([removal, pause(REMOVAL_MS, signal).then(() => null)]);
    if (broken instanceof Error && !this.heard.done) throw broken;
  }

  /** Asked anew each time: it changes while an answer is awaited. */
  #isStopping(): boolean {
    return this.#stopping;
  }

  /** Resolves when the output has ended, or broke off. */
  async #read(stream: Readable): Promise<void> {
    const { output, error, refuse } = this.heard;
    const words = new StringDecoder('utf8');
    const { push } = frames(output.push, (bytes) => error(words.write(bytes)));
    stream.on('data', (chunk: Buffer) => {
      if (push(chunk)) return;
      refuse(new ProbeFailure('protocol', 'The engine answered with something else than a probe’s output.'));
      void this.stop();
    });
    stream.on('end', output.end);
    await new Promise<void>((resolve) => {
      for (const event of ['end', 'close', 'error']) stream.on(event, () => resolve());
    });
  }

  /** Sees to it that none is left. */
  async #removal(): Promise<void> {
    if (this.#guard === null) return;
    const had = this.#gone ? true : await this.#options.remove();
    // An engine that never answered the first question may still make it; one that does not answer may come back.
    if (had === true || (had === false && this.#id !== null)) this.#guard.dismiss();
    else this.#guard.act();
  }

  /** Asks it to end: a probe that is ready by a signal, so that it ends in order; what is half made is taken away. */
  async stop(): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = true;
    this.#limit = setTimeout(() => this.#over.abort(), this.#options.stopMs);
    if (this.#id === null) return;
    const { api, remove } = this.#options;
    if (this.heard.ready) await api.terminate(this.#id, this.#over.signal).catch(() => undefined);
    else await remove();
  }
}
