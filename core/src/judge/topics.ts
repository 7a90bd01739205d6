import { CHECKS } from './checks/registry.ts';
import type { Topic } from './entry.ts';

let topics: ReadonlyMap<string, Topic | undefined> | null = null;

/** Returns where a surface shows findings of this code beside the list of all, as its catalogue entry says; null for nowhere. */
export function topicOf(code: string): Topic | null {
  topics ??= new Map<string, Topic | undefined>(CHECKS.map(({ entry }) => [entry.code, entry.topic]));
  return topics.get(code) ?? null;
}
