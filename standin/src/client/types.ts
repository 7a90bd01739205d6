import type { Message } from '../calls/messages.ts';

/** What the page's script is told about the desktop it stands for. */
export interface ClientConfig {
  readonly profile: 'desktop' | 'rancher';
  readonly image: string;
  readonly platform: string;
  readonly arch: string;
  readonly hostname: string;
  readonly hasVm: boolean;
  readonly hasService: boolean;
  readonly hasHost: boolean;
  readonly themes: unknown;
}

/** What arrives for one call: messages of the stand-in, or that it went away. */
export type Incoming = Message | { readonly type: 'lost' };

/** Calls out of the page. */
export interface Transport {
  /** Sends a call and hands every answer to `receive`. Returns its id. */
  start(method: string, params: unknown, receive: (message: Incoming) => void): number;
  /** Sends a call and resolves with its result; rejects as Docker Desktop would. */
  ask(method: string, params: unknown): Promise<unknown>;
  /** Ends a streaming process, once its start has arrived. */
  close(id: number): void;
}
