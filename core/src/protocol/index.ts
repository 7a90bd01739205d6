export * from './budget.ts';
export * from './encode.ts';
export * from './events.ts';
export * from './spec.ts';
export * from './wire.ts';
