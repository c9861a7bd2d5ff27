/** Gas beyond the estimate, in percent: a call keeps 1/64 of its gas back, which estimates do not see. */
const GAS_MARGIN = 5n;

/** The gas limit for a batch, from its estimate. */
export function withMargin(gas: bigint): bigint {
  return gas + (gas * GAS_MARGIN) / 100n;
}
