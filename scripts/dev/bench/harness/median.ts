/**
 * The median; of an even number of values the mean of the two in the middle.
 *
 * @throws RangeError for no values.
 */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) throw new RangeError("There is no median of no values.");
  return (low + high) / 2;
}
