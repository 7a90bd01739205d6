/**
 * The parts of Chromium's trace that are needed here (Trace Event Format: `tdur` is time on the processor, in µs).
 * @typedef {{ name: string, pid: number, tid: number, dur?: number, tdur?: number, args?: { name?: unknown } }} TraceEvent
 */

/**
 * Runs `work` while Chromium writes down every task of the page's main thread. Time on the processor tells what the page
 * costs, also on a machine that others use; time on the clock is what a person there would feel.
 * @template T
 * @param {import('playwright-core').Browser} browser
 * @param {import('playwright-core').Page} page
 * @param {() => Promise<T>} work
 * @returns {Promise<{ result: T, cpuMs: number[], clockMs: number[] }>}
 */
export async function withTasks(browser, page, work) {
  await browser.startTracing(page, { categories: ['-*', 'toplevel', '__metadata'] });
  const result = await work();
  const { traceEvents } = /** @type {{ traceEvents: TraceEvent[] }} */ (
    JSON.parse((await browser.stopTracing()).toString('utf8'))
  );
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) => name === 'ThreadControllerImpl::RunTask' && main.has(`${pid}/${tid}`),
  );
  if (tasks.length === 0) throw new Error('the browser traced no task');
  const ms = (/** @type {number | undefined} */ us) => (us ?? 0) / 1000;
  return { result, cpuMs: tasks.map(({ tdur }) => ms(tdur)), clockMs: tasks.map(({ dur }) => ms(dur)) };
}
