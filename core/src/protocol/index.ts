export * from './base64url.ts';
export * from './budget.ts';
export * from './decode.ts';
export * from './encode.ts';
export * from './events.ts';
export * from './spec.ts';
export * from './version.ts';
export * from './wire.ts';
