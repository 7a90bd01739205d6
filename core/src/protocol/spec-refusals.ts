/** Sentences that both checks of a spec give: the schema (spec.ts) and the rules without a schema library (spec-problem.ts). */

/** Why a UDP dial cannot end at `connect`. */
export const UDP_CONNECT_REFUSED =
  'expected "echo" for a UDP dial, or none: UDP has no handshake, only an answer shows that a program is there';

/** Why a dial cannot hold a connection that it also talks over. */
export const HOLD_REFUSED = 'expected none without "until": "connect": only a bare connection is held open';

/** Why a range of ports cannot run backwards. */
export const SWEEP_REFUSED = 'expected the last port, at or above "from"';
