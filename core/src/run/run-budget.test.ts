import { DIAL_BUDGET, DIAL_MAX_MS, REDIAL_MAX_MS, SessionSpec } from '../protocol/index.ts';
import {
  DEFAULT_TIMEOUT_MS,
  dialsMs,
  LEAST_START_MS,
  LEAST_TIMEOUT_MS,
  PATIENCE_MS,
  PROBE_LIFETIME_MS,
  redialForMs,
  RUN_BUDGET,
  startBudgetMs,
} from './run-budget.ts';

const PARTS = Object.values(RUN_BUDGET).reduce((sum, ms) => sum + ms, 0);

describe('the budget of a run', () => {
  it('has parts that cannot exceed the total, the least start of a container included', () => {
    expect(PARTS + LEAST_START_MS).toBeLessThanOrEqual(DEFAULT_TIMEOUT_MS);
    expect(LEAST_TIMEOUT_MS).toBe(PARTS + LEAST_START_MS);
  });

  it('gives a container what the parts leave, never less than the least', () => {
    expect(PARTS + startBudgetMs(DEFAULT_TIMEOUT_MS)).toBe(DEFAULT_TIMEOUT_MS);
    expect(startBudgetMs(LEAST_TIMEOUT_MS)).toBe(LEAST_START_MS);
    expect(startBudgetMs(1)).toBe(LEAST_START_MS);
    for (const timeout of [LEAST_TIMEOUT_MS, DEFAULT_TIMEOUT_MS, 120_000])
      expect(PARTS + startBudgetMs(timeout)).toBeLessThanOrEqual(timeout);
  });

  it('lets a dial and its re-dials end within their part', () => {
    expect(RUN_BUDGET.dialsMs).toBeGreaterThanOrEqual(REDIAL_MAX_MS + DIAL_MAX_MS);
  });

  it('has room for a SYN that is sent again after 1 s and 3 s in a second round, which fits beside the first', () => {
    const { tcpConnectMs, tcpEchoMs, tcpCloseMs, resolveMs } = DIAL_BUDGET;
    expect(PATIENCE_MS).toBeGreaterThan(3000);
    expect(tcpConnectMs).toBeLessThan(PATIENCE_MS);
    // The echo has its own time even where the handshake took all of the patience.
    const longest = resolveMs + PATIENCE_MS + tcpEchoMs + tcpCloseMs;
    expect(dialsMs(0)).toBe(RUN_BUDGET.dialsMs);
    expect(dialsMs(1)).toBeGreaterThanOrEqual(REDIAL_MAX_MS + longest);
    expect(PARTS + dialsMs(1) + 2 * LEAST_START_MS).toBeLessThanOrEqual(DEFAULT_TIMEOUT_MS);
  });

  it('keeps a probe alive for all of its own work, and less than 15 s', () => {
    expect(PROBE_LIFETIME_MS).toBeGreaterThan(dialsMs(1) + RUN_BUDGET.witnessMs + RUN_BUDGET.stopMs);
    expect(PROBE_LIFETIME_MS).toBeLessThan(15_000);
    expect(SessionSpec.shape.lifetimeMs.safeParse(PROBE_LIFETIME_MS).success).toBe(true);
  });

  it('ends a blackholed dial well below 4 s, so that a container may start too', () => {
    const tcp = DIAL_BUDGET.tcpConnectMs;
    const udp = DIAL_BUDGET.udpTotalMs;
    // Silence is not dialled again, and an address of loopback needs no resolver.
    expect(Math.max(tcp, udp) + RUN_BUDGET.witnessMs).toBeLessThanOrEqual(1300);
    expect(Math.max(...DIAL_BUDGET.udpSendAtMs) + DIAL_BUDGET.udpLinger).toBeLessThan(udp);
  });
});

describe('redialForMs', () => {
  it('waits for a forwarder where one stands between, hardly at all where none does', () => {
    expect(redialForMs('maybe')).toBe(REDIAL_MAX_MS);
    expect(redialForMs('none')).toBeLessThanOrEqual(250);
  });
});
