import { createServer, type IncomingMessage, type Server } from 'node:http';
import { BedCommand, type BedAnswer } from './protocol.ts';

/** Takes commands on a unix socket, one at a time, and answers each when it is in force. */
export function openControl(
  path: string,
  obey: (command: BedCommand) => Promise<BedAnswer>,
): Promise<Server> {
  let last: Promise<unknown> = Promise.resolve();
  const server = createServer((request, response) => {
    const turn = last.then(async () => {
      let answer: BedAnswer;
      try {
        answer = await obey(BedCommand.parse(JSON.parse(await bodyOf(request))));
      } catch (error) {
        answer = { problem: error instanceof Error ? error.message : String(error) };
      }
      response.writeHead(200, { 'Content-Type': 'application/json', Connection: 'close' });
      response.end(JSON.stringify(answer));
    });
    last = turn.catch(() => undefined);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
