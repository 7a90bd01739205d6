/** Who listens on which port, what answers of it, and why a port cannot be reached. Loaded by those who ask for it alone. */
export * from './model/ports-report-name.ts';
export * from './model/ports-report.ts';
export * from './model/look.ts';
export * from './diagnose/look.ts';
export { explainPort } from './judge/port-chain/chain.ts';
export { answersSomewhere } from './judge/port-chain/rows.ts';
export { ownerName } from './judge/port-chain/socket-owner.ts';
export { renderPorts } from './show/ports.ts';
export { renderPortChain } from './show/ports-chain.ts';
