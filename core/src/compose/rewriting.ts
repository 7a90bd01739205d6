import type { Edit } from './edit.ts';
import { lineOf } from './located.ts';
import type { Service } from './project.ts';
import { HOST_NAME } from './renames.ts';
import type { SaidHost } from './said.ts';

/** Edits, and what a person has to look at. */
export interface Rewriting {
  readonly edits: readonly Edit[];
  readonly notes: readonly string[];
}

/** What a bridge service needs besides, for the name of the host on a Linux engine. */
export function linuxHosts(service: Service): string {
  return `With a Linux engine, ${service.name} also needs \`extra_hosts: ["${HOST_NAME}:host-gateway"]\`; Docker Desktop knows the name by itself.`;
}

/** Who names which host, and where. */
export function placed(said: SaidHost): string {
  return `${said.by} names ${said.host} (${lineOf(said.value.span)})`;
}
