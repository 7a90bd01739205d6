/** Names and versions of the documents about ports. */
export const PORTS_SCHEMA = 'hostnet.ports/1';
export const PORT_SCHEMA = 'hostnet.port/1';
