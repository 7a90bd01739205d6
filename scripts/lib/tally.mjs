/** @typedef {import('./jest.mjs').Counts} Counts */

/** A test's own word that no package could mend its skip: the reason itUnless puts behind the name (probe/conformance). */
const NOT_MENDABLE = /— skipped: (wine |node:dgram |Linux can |this is not a Linux program)/;

/**
 * @param {Counts} counts
 * @returns {string[]} names of skipped tests that a package could have made run
 */
export function mendable(counts) {
  return (counts.skippedNames ?? []).filter((name) => !NOT_MENDABLE.test(name));
}

/**
 * In CI nothing may be skipped that the machine could have had: such a skip is a failure.
 * @param {Counts} counts
 * @param {boolean} strict CI=true on a machine where packages can be installed
 * @returns {Counts}
 */
export function judge(counts, strict) {
  if (!strict || counts.skipped === 0) return counts;
  const allowed = (counts.skippedNames ?? []).length - mendable(counts).length;
  return { ...counts, failed: counts.failed + counts.skipped - allowed, skipped: allowed };
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
