/** Who listens on which port, what answers of it, and why a port cannot be reached. Loaded by those who ask for it alone. */
export * from './name.ts';
export * from './schema.ts';
export * from './events.ts';
export * from './look.ts';
export { explainPort } from './chain.ts';
export { answersSomewhere } from './rows.ts';
export { ownerName } from './strangers.ts';
export { renderPorts } from '../render/ports.ts';
export { renderPortChain } from '../render/ports-chain.ts';
