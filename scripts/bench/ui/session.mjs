/**
 * @typedef {object} Asked what the page asks of a probe (core/src/protocol)
 * @property {string} vantage
 * @property {boolean} stay
 * @property {any[]} listen
 * @property {{ lane: string, transport: string, address: string, port: number }[]} dial
 * @property {{ kind: string }[]} inspect
 */

/**
 * The events of one session of the probe. Runs in the page.
 * @param {string} spec
 * @param {import('./engine.mjs').BenchEngine} engine
 * @returns {Generator<object, boolean>} whether it stays until it is closed
 */
export function* session(spec, engine) {
  const text = atob(spec.replaceAll('-', '+').replaceAll('_', '/'));
  const asked = /** @type {Asked} */ (JSON.parse(text));
  const ready = asked.listen.map(({ id: name, transport, address: on, port }) => ({
    id: name,
    transport,
    address: on,
    port,
  }));
  yield { event: 'ready', v: 1, vantage: asked.vantage, pid: 1, at: 1, listeners: ready };
  yield* inspections(asked, engine);
  for (const one of asked.dial) yield dialed(one);
  if (!asked.stay) yield { event: 'done', reason: 'finished', at: 4 };
  return asked.stay;
}

/**
 * Runs in the page.
 * @param {Asked} asked
 * @param {import('./engine.mjs').BenchEngine} engine
 * @returns {Generator<object>}
 */
export function* inspections(asked, { interfaces, sockets }) {
  const LINE = 500;
  for (const { kind } of asked.inspect) {
    if (kind === 'interfaces')
      yield { event: 'facts', kind, at: 2, interfaces: asked.vantage === 'host' ? interfaces : [] };
    if (kind !== 'listeners') continue;
    const list = asked.vantage === 'host' ? [] : sockets;
    const parts = Math.max(1, Math.ceil(list.length / LINE));
    const rest = { owners: 'all', reason: null, unprivilegedPortStart: 0, at: 2 };
    for (let part = 1; part <= parts; part++)
      yield {
        event: 'facts',
        kind,
        listeners: list.slice((part - 1) * LINE, part * LINE),
        part,
        parts,
        ...rest,
      };
  }
}

/**
 * Runs in the page.
 * @param {Asked['dial'][number]} asked
 */
export function dialed({ lane, transport, address, port }) {
  return {
    event: 'dialed',
    lane,
    transport,
    address,
    port,
    of: 1,
    outcome: 'reachable',
    phase: 'connect',
    errno: null,
    local: null,
    nonces: [],
    sent: 0,
    answered: 0,
    lastSent: 0,
    lastAnswered: 0,
    tries: 1,
    elapsedMs: 1,
    firstSuccessMs: 1,
    at: 3,
  };
}
