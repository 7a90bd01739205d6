import { request } from 'node:http';
import * as z from 'zod';

/** What `status` and `up` print: everything a test needs to use the bed. */
export const BedStatus = z.object({
  name: z.string(),
  /** The socket that passes for Docker Desktop's. */
  dockerHost: z.string(),
  /** Network namespace of the VM (`ip netns`). */
  namespace: z.string(),
  /** The machine as the VM sees it, and the VM. */
  hostAddress: z.string(),
  hostAddress6: z.string(),
  vmAddress: z.string(),
  vmAddress6: z.string(),
  /** What host.docker.internal resolves to in containers. */
  gatewayAddress: z.string(),
  /** Folder that stands for the user's home: HOSTNET_HELPER_HOME. */
  home: z.string(),
  pid: z.number().int(),
  knobs: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Ports held open on the machine, and in the VM. */
  forwarded: z.object({ host: z.array(z.string()), vm: z.array(z.string()) }),
  conflicts: z.record(z.string(), z.string()),
});
export type BedStatus = z.infer<typeof BedStatus>;

/** What a bed can be told. */
export const BedCommand = z.discriminatedUnion('do', [
  z.object({ do: z.literal('status') }),
  z.object({ do: z.literal('set'), assignments: z.array(z.string()) }),
  z.object({ do: z.literal('scenario'), name: z.string() }),
  z.object({ do: z.literal('restart-forwarder') }),
  z.object({ do: z.literal('down') }),
]);
export type BedCommand = z.infer<typeof BedCommand>;

/** Its answer: the status after the command is in force, or one sentence. */
export const BedAnswer = z.union([z.object({ status: BedStatus }), z.object({ problem: z.string() })]);
export type BedAnswer = z.infer<typeof BedAnswer>;

/** Tells a bed something and returns its answer. Throws when the bed does not answer. */
export function tell(socketPath: string, command: BedCommand): Promise<BedAnswer> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath, method: 'POST', path: '/' }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', reject);
      response.once('end', () => {
        try {
          resolve(BedAnswer.parse(JSON.parse(Buffer.concat(parts).toString())));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
    call.once('error', reject);
    call.end(JSON.stringify(command));
  });
}
