/** Servers that are easily hurt, and what a look did to them. */
export { startHere, startInContainer, type Running, type Suffered } from './fragile/running.ts';
export { FRAGILE, type Fragile } from './fragile/servers.ts';
export { Table } from './fragile/table.ts';
