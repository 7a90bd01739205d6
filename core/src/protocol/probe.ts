/** What a probe needs of the protocol: no schema library is loaded through this door. */
export * from './base64url.ts';
export * from './budget.ts';
export * from './decode.ts';
export * from './version.ts';
export * from './wire.ts';
export type * from './events.ts';
export type * from './spec.ts';
