/** @typedef {import('./jest.mjs').Counts} Counts */

/**
 * In CI nothing may be skipped that the machine could have had: such a skip is a failure.
 * @param {Counts} counts
 * @param {boolean} strict CI=true on a machine where packages can be installed
 * @returns {Counts}
 */
export function judge(counts, strict) {
  if (!strict || counts.skipped === 0) return counts;
  return { ...counts, failed: counts.failed + counts.skipped, skipped: 0 };
}

/**
 * @param {readonly Counts[]} all
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function sum(all) {
  return {
    passed: all.reduce((total, one) => total + one.passed, 0),
    failed: all.reduce((total, one) => total + one.failed, 0),
    skipped: all.reduce((total, one) => total + one.skipped, 0),
  };
}

/**
 * @param {{ passed: number, failed: number, skipped: number }} counts
 * @returns {string} `N passed, N failed, N skipped`
 */
export function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
