/** Who listens on which port, what answers of it, and why a port cannot be reached. Loaded by those who ask for it alone. */
export { PORT_SCHEMA, PORTS_SCHEMA } from './model/ports-report-name.ts';
export {
  Forgotten,
  HostNetworking,
  PortChain,
  PortLink,
  PortRow,
  PortsReport,
  Reach,
} from './model/ports-report.ts';
export type { PortHint } from './model/port-hint.ts';
export { type HostPortFacts, type LookOptions, type PortsEvent } from './model/look.ts';
export { isLoopback } from './plan/targets.ts';
export { lookAtPorts } from './diagnose/look-at-ports.ts';
export { explainPort } from './judge/port-chain/chain.ts';
export { answersSomewhere } from './judge/port-chain/rows.ts';
export { ownerName } from './judge/port-chain/socket-owner.ts';
export { renderPorts } from './show/ports-text.ts';
export { renderPortChain } from './show/ports-chain.ts';
