import * as z from 'zod';
import { StandinFailure } from '../failure.ts';
import { pairs, type Service } from './model.ts';
import { splitWords } from './words.ts';

const Text = z.union([z.string(), z.number()]).transform(String);
const Flag = z.boolean();
const List = z.union([Text.transform((one) => [one]), z.array(Text)]);

type Option = (value: unknown, where: string) => string[];

function read<T>(schema: z.ZodType<T>, value: unknown, where: string, expected: string): T {
  const checked = schema.safeParse(value);
  if (!checked.success) throw new StandinFailure(`${where} must be ${expected}.`);
  return checked.data;
}

const one =
  (flag: string): Option =>
  (value, where) => [flag, read(Text, value, where, 'text or a number')];
const many =
  (flag: string): Option =>
  (value, where) =>
    read(List, value, where, 'a list').flatMap((entry) => [flag, entry]);
const onOff =
  (flag: string): Option =>
  (value, where) =>
    read(Flag, value, where, 'true or false') ? [flag] : [];
const keyed =
  (flag: string, separator = '='): Option =>
  (value, where) =>
    pairs(value, where, separator).flatMap(([key, text]) => [flag, `${key}${separator}${text}`]);

/** Each compose key that has a plain counterpart in `docker create` (docker create reference, Compose specification). */
const OPTIONS: Readonly<Record<string, Option>> = {
  cap_add: many('--cap-add'),
  cap_drop: many('--cap-drop'),
  container_name: one('--name'),
  cpus: one('--cpus'),
  devices: many('--device'),
  dns: many('--dns'),
  environment: keyed('--env'),
  extra_hosts: keyed('--add-host', ':'),
  group_add: many('--group-add'),
  hostname: one('--hostname'),
  init: onOff('--init'),
  ipc: one('--ipc'),
  labels: keyed('--label'),
  mem_limit: one('--memory'),
  mem_reservation: one('--memory-reservation'),
  oom_score_adj: one('--oom-score-adj'),
  pid: one('--pid'),
  pids_limit: one('--pids-limit'),
  ports: many('--publish'),
  privileged: onOff('--privileged'),
  read_only: onOff('--read-only'),
  restart: one('--restart'),
  security_opt: many('--security-opt'),
  shm_size: one('--shm-size'),
  stop_signal: one('--stop-signal'),
  stop_grace_period: (value, where) => ['--stop-timeout', String(seconds(value, where))],
  sysctls: keyed('--sysctl'),
  tmpfs: many('--tmpfs'),
  tty: onOff('--tty'),
  user: one('--user'),
  working_dir: one('--workdir'),
};

/** Keys that are read elsewhere, or that change nothing for a single machine with a local image. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'command',
  'depends_on',
  'entrypoint',
  'expose',
  'image',
  'network_mode',
  'pull_policy',
  'volumes',
]);

/**
 * Returns the `docker create` options of one service's plain keys. Throws StandinFailure for a key with no counterpart,
 * so that nothing the file asks for is left out in silence.
 */
export function optionArgs(name: string, service: Service): string[] {
  return Object.entries(service).flatMap(([key, value]) => {
    const option = OPTIONS[key];
    if (option !== undefined) return option(value, `services.${name}.${key}`);
    if (ELSEWHERE.has(key)) return [];
    throw new StandinFailure(
      `services.${name}.${key} is not supported without Docker Compose; remove the key, or install the compose plugin.`,
    );
  });
}

/** Returns `--entrypoint` (when set) apart from the words that follow the image. */
export function commandArgs(
  name: string,
  service: Service,
): { readonly entrypoint: string[]; readonly words: string[] } {
  const wordsOf = (key: string): string[] => {
    const value = service[key];
    if (value === undefined || value === null) return [];
    return typeof value === 'string'
      ? splitWords(value)
      : read(List, value, `services.${name}.${key}`, 'text or a list');
  };
  const [program, ...first] = wordsOf('entrypoint');
  return {
    entrypoint: program === undefined ? [] : ['--entrypoint', program],
    words: [...first, ...wordsOf('command')],
  };
}

/** Returns a compose duration such as `10s`, `1m30s` or `500ms` in whole seconds, rounded up. */
function seconds(value: unknown, where: string): number {
  const text = read(Text, value, where, 'a duration such as 10s');
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  if (parts.map(([part]) => part).join('') !== text)
    throw new StandinFailure(`${where} must be a duration such as 10s.`);
  const unit: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };
  return Math.ceil(
    parts.reduce((sum, [, amount, name]) => sum + Number(amount) * (unit[name ?? ''] ?? 0), 0),
  );
}
