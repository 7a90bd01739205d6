/**
 * @param {readonly number[]} values
 * @param {number} share 0 to 1
 * @returns {number} the quantile, linear between neighbours; NaN for no values
 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? NaN;
  const high = sorted[Math.ceil(place)] ?? NaN;
  return low + (high - low) * (place - Math.floor(place));
}

/** @param {readonly number[]} values */
export function median(values) {
  return quantile(values, 0.5);
}

/**
 * @param {readonly number[]} a
 * @param {readonly number[]} b
 * @returns {number[]} a ÷ b, pair by pair
 */
export function ratios(a, b) {
  return a.map((value, index) => value / (b[index] ?? NaN));
}

/**
 * @param {readonly number[]} values
 * @param {number} digits after the point
 * @returns {string} `median (quartile to quartile)`
 */
export function describe(values, digits) {
  const show = (/** @type {number} */ share) => quantile(values, share).toFixed(digits);
  return `${show(0.5)} (${show(0.25)} to ${show(0.75)})`;
}
