export { errnoOf, fieldOf, HostnetError, messageOf } from './errors.ts';
export type { HostnetErrorOptions } from './errors.ts';
export { pause } from './pause.ts';
