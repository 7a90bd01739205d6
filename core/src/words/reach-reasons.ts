/** Reasons of dials that other rooms look for: constants, so that what reads one loads no schema. */

/** Why a UDP port says nothing to somebody who only knocks. */
export const UDP_UNPROVABLE = 'only the program’s own protocol can prove a UDP port';

/** Why no connection was made where others wait already: one more would fill the program's queue. */
export const CONNECTIONS_WAIT =
  'connections wait that the program has not taken, and no further one was made';

/**
 * Why a dial failed that the forwarder accepted. It holds the port, so it has not forgotten it; whether the program or a
 * firewall behind it ended the connection was not seen.
 */
export const ENDED_BEHIND = 'the forwarder accepted the connection, and it ended at once';

/** Why a dial failed at a socket that was there before it and after it: the kernel accepts for a socket in LISTEN (listen(2)). */
export const REJECTED = 'a socket listens there, before and after this';

/** Who gave the answer to a datagram: a forwarder sends back what comes from behind it, and answers nothing itself. */
export const FORWARDED = 'the answer came through the engine’s forwarder';

/** Why a dial is an answer that ended at once: whoever hangs up has taken the connection. */
export const HANGS_UP = 'the program accepts and hangs up at once';
