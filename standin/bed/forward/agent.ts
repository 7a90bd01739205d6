import { openExit } from './exit.ts';
import { openMirror, type OpenMirror } from './mirror.ts';
import { openNames } from './names.ts';
import { mirrorKey, type AgentCommand, type AgentConfig, type AgentEvent, type Mirror } from './types.ts';
import { watchListeners } from './watch.ts';

/** A port that was taken may come free: try again this often. */
const RETRY_MS = 200;

/**
 * The forwarder's process on one side. It lists what listens in its network namespace, holds mirrors open there, and
 * dials there for the other side. Started with an IPC channel; it ends when the channel does, so it never outlives the bed.
 */
export async function runAgent(config: AgentConfig): Promise<void> {
  process.once('disconnect', () => process.exit(0));
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  const say = (event: AgentEvent): void => void process.send?.(event);

  const open = new Map<string, OpenMirror>();
  const conflicts = new Map<string, string>();
  let wanted = new Map<string, Mirror>();
  let lastId = 0;
  let work = Promise.resolve();

  const settle = async (): Promise<void> => {
    for (const [key, one] of open) {
      if (wanted.has(key)) continue;
      one.close();
      open.delete(key);
    }
    for (const key of conflicts.keys()) if (!wanted.has(key)) conflicts.delete(key);
    await Promise.all(
      [...wanted].map(async ([key, mirror]) => {
        const one = open.get(key);
        if (one) one.mirror = mirror;
        else await openNew(key, mirror);
      }),
    );
  };
  const openNew = async (key: string, mirror: Mirror): Promise<void> => {
    try {
      open.set(key, await openMirror(mirror, config.peerSocket));
      conflicts.delete(key);
    } catch (error) {
      conflicts.set(key, (error as NodeJS.ErrnoException).code ?? 'EIO');
    }
  };
  const queue = (): void => {
    work = work.then(settle).then(() => {
      say({ type: 'applied', id: lastId, conflicts: Object.fromEntries(conflicts) });
    });
  };

  await openExit(config.exitSocket);
  const names = config.names ? await openNames(config.names.address, config.names.records) : null;
  process.on('message', (command: AgentCommand) => {
    if (command.type === 'names') {
      names?.use(command.records);
      return;
    }
    wanted = new Map(command.mirrors.map((mirror) => [mirrorKey(mirror), mirror]));
    lastId = command.id;
    queue();
  });
  setInterval(() => {
    if (conflicts.size > 0) queue();
  }, RETRY_MS);
  watchListeners(config.engine, (listeners) => say({ type: 'listeners', listeners }));
}
