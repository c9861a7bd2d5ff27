import { machineClock } from "../harness/machineClock.ts";

/** A part of a class and what it took. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** By the clock, and of this process on the processor. */
  readonly wall: number;
  readonly processor: number;
  readonly gas: number;
  /** At its end, in MB. */
  readonly memory: { readonly process: number; readonly heap: number };
}

/** All parts, in their order. */
export type Progress = readonly Stretch[];

const STRETCHES = 4;
const MB = 2 ** 20;

/** Watches a class being issued in parts: call `done` after each transaction. */
export function watch(count: number): { done(rows: number, gas: bigint): void; readonly progress: Progress } {
  const progress: Stretch[] = [];
  let [rows, gas, from, start] = [0, 0, 0, machineClock()];
  return {
    progress,
    done(more, used) {
      rows += more;
      gas += Number(used);
      if (rows < ((progress.length + 1) * count) / STRETCHES) return;
      const { rss, heapUsed } = process.memoryUsage();
      const memory = { process: rss / MB, heap: heapUsed / MB };
      const end = machineClock();
      const [wall, processor] = [end.wall - start.wall, end.processor - start.processor];
      progress.push({ from, to: rows, wall, processor, gas, memory });
      [gas, from, start] = [0, rows, end];
    },
  };
}
