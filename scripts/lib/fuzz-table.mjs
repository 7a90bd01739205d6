/** @typedef {import('./go-fuzz.mjs').Row} Row */

/**
 * @param {string} text lines of JSON, one a boundary, as cli/fuzz writes them
 * @returns {Row[]} in the order of their names
 */
export function rowsOf(text) {
  const lines = text.split('\n').filter((line) => line !== '');
  const rows = lines.map((line) => /** @type {Row} */ (JSON.parse(line)));
  return rows.sort((a, b) => a.boundary.localeCompare(b.boundary, 'en'));
}

/**
 * @param {readonly Row[]} rows
 * @returns {string} a line a boundary: its name, its cases, its failures
 */
export function tableOf(rows) {
  const width = Math.max(...rows.map(({ boundary }) => boundary.length), 'boundary'.length);
  const line = (/** @type {string} */ name, /** @type {string} */ cases, /** @type {string} */ failed) =>
    `${name.padEnd(width)}  ${cases.padStart(8)}  ${failed.padStart(8)}`;
  const all = rows.map(({ boundary, cases, failed }) => line(boundary, String(cases), String(failed)));
  return [line('boundary', 'cases', 'failures'), ...all].join('\n');
}

/**
 * @param {readonly Row[]} rows
 * @param {number} code Jest's exit code
 * @returns {{ cases: number, failed: number }} a run that fails for a reason that no row shows counts as one failure
 */
export function sumOf(rows, code) {
  const sum = (/** @type {'cases' | 'failed'} */ key) => rows.reduce((all, row) => all + row[key], 0);
  const failed = sum('failed');
  return { cases: sum('cases'), failed: failed === 0 && code !== 0 ? 1 : failed };
}
