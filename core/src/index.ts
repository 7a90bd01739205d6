export * from './words.ts';
export * from './protocol/index.ts';
export * from './facts/known.ts';
export * from './facts/facts.ts';
export * from './lanes/lane.ts';
export * from './report/schema.ts';
export * from './ports.ts';
export * from './run/events.ts';
