import type { Message } from '../calls/messages.ts';

/** Reads a channel until it ends. */
export type ReadChannel = typeof readChannel;

/**
 * Hands every message of the page's channel to `deliver` and resolves when the channel ends; rejects when there is none.
 * A page whose token is refused shows why, instead of itself. Runs in the page, before any script of its own, and must
 * use nothing from outside itself.
 */
export async function readChannel(
  address: string,
  request: RequestInit,
  deliver: (message: Message) => void,
): Promise<void> {
  const showInstead = async (text: string): Promise<void> => {
    if (document.readyState === 'loading')
      await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve));
    const body = document.createElement('body');
    body.textContent = text;
    document.documentElement.replaceChildren(body);
  };

  const connect = async (again: number): Promise<Response> => {
    try {
      return await window.fetch(address, request);
    } catch (error) {
      // A browser breaks off what it is connecting when the computer gets or loses a network interface.
      if (again === 0 || request.signal?.aborted === true) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
      return connect(again - 1);
    }
  };
  const response = await connect(5);
  if (response.status === 403) await showInstead(await response.text());
  if (response.body === null || !response.ok) throw new Error('no channel');
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) deliver(JSON.parse(line) as Message);
  }
}
