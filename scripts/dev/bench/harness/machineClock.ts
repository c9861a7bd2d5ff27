/** What passed, in milliseconds that only go up. */
export interface Lap {
  /** Of this process on the processor, all its threads together. */
  readonly processor: number;
  /** By the clock on the wall. */
  readonly wall: number;
}

/** Reads both clocks. */
export function machineClock(): Lap {
  const { user, system } = process.cpuUsage();
  return { processor: (user + system) / 1000, wall: performance.now() };
}
