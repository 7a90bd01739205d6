/** Deadlines of one dial, in ms. TCP phases each have their own; UDP sends three times within one total. */
export const DIAL_BUDGET = {
  tcpConnectMs: 1000,
  tcpEchoMs: 700,
  tcpCloseMs: 300,
  /** Offsets from the first send at which a UDP request is sent. */
  udpSendAtMs: [0, 100, 300],
  udpTotalMs: 1000,
  /** The same for multicast and broadcast: the local network answers within a few ms, or its engine does not carry them. */
  spreadTotalMs: 400,
  /** After a first late reply, wait this long for replies still under way, so that loss can be counted. */
  udpLinger: 600,
  resolveMs: 1000,
  /** Pause between re-dials of a refused lane. */
  redialEveryMs: 50,
} as const;

/**
 * The end of a connection to somebody else's program: FIN at once, then what comes is dropped until the peer ends too, for
 * so many ms and bytes at most. So many connections may be in that state at once beside those that are tried. A dial has
 * told its outcome by then; as only a dial without an orderly close ends so, it takes no longer than one with.
 */
export const LEAVE = { ms: DIAL_BUDGET.tcpCloseMs, bytes: 8 * 1024 * 1024, atOnce: 512 } as const;

/** Longest one dial can take without re-dials, in ms. */
export const DIAL_MAX_MS =
  DIAL_BUDGET.resolveMs +
  Math.max(
    DIAL_BUDGET.tcpConnectMs + DIAL_BUDGET.tcpEchoMs + DIAL_BUDGET.tcpCloseMs,
    DIAL_BUDGET.udpTotalMs,
    DIAL_BUDGET.spreadTotalMs,
  );

/** Longest a lane may be re-dialled after the session's start, in ms. */
export const REDIAL_MAX_MS = 2000;

/** Longest one inspection may take, in ms. */
export const INSPECT_MAX_MS = 1000;

/** `arrivals` and `discover` take what their spec gives them, and this much more, in ms. */
export const WATCH_EXTRA_MS = 200;

/** Ports of a sweep that are tried at once, and listeners in one `facts` line. */
export const SWEEP_AT_ONCE = 256;
export const LISTENERS_A_LINE = 500;

/** From SIGTERM to the end of the process, at most, in ms. */
export const STOP_MAX_MS = 500;
