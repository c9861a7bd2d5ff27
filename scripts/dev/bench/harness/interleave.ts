import type { Lap } from "./machineClock.ts";
import { machineClock } from "./machineClock.ts";
import { median } from "./median.ts";

/** Something whose time is taken. */
export interface Candidate {
  readonly name: string;
  /** The figure that its ratio is, where a target is set for it. */
  readonly figure?: string;
  run(): unknown;
}

/** What a candidate took: one lap a round, in the order of the rounds, and the medians. */
export interface Timing extends Lap {
  readonly name: string;
  readonly rounds: readonly Lap[];
}

/** How times are taken. */
export interface InterleaveOptions {
  readonly rounds: number;
  /** What one candidate's part of a round should last at least, and its warming up. */
  readonly minimumMs?: number;
  /** Milliseconds that only go up. */
  readonly clock?: () => Lap;
}

/**
 * Times candidates side by side: A B C, A B C, …, so that whatever else the machine does meets all of them alike. Before
 * that each is warmed up, and it is found out how many runs fill its part of a round.
 */
export async function interleave(
  candidates: readonly Candidate[],
  { rounds, minimumMs = 100, clock = machineClock }: InterleaveOptions,
): Promise<Timing[]> {
  const lanes: { candidate: Candidate; runs: number; laps: Lap[] }[] = [];
  for (const candidate of candidates) {
    lanes.push({ candidate, runs: await runsToFill(candidate, minimumMs, clock), laps: [] });
  }
  for (let round = 0; round < rounds; round++) {
    for (const lane of lanes) lane.laps.push(await timeRuns(lane.candidate, lane.runs, clock));
  }
  return lanes.map(({ candidate: { name }, laps }) => ({
    name,
    processor: median(laps.map(({ processor }) => processor)),
    wall: median(laps.map(({ wall }) => wall)),
    rounds: laps,
  }));
}

/**
 * How many times as much of the processor one took as another: the median over the rounds, in each of which both ran. On
 * a machine that does other things too, waiting for one's turn does not count.
 */
export function ratioOf(one: Timing, other: Timing): number {
  return ratio(one, other, "processor");
}

/** How many times as long one took as another by the clock on the wall: for what runs in several threads. */
export function wallRatioOf(one: Timing, other: Timing): number {
  return ratio(one, other, "wall");
}

function ratio(one: Timing, other: Timing, clock: keyof Lap): number {
  return median(one.rounds.map((lap, round) => lap[clock] / (other.rounds[round]?.[clock] ?? Number.NaN)));
}

/** Doubles the runs until they last long enough; what ran by then has warmed it up. */
async function runsToFill(candidate: Candidate, minimumMs: number, clock: () => Lap): Promise<number> {
  let runs = 1;
  while ((await timeRuns(candidate, runs, clock)).processor * runs < minimumMs) runs *= 2;
  return runs;
}

async function timeRuns({ run }: Candidate, runs: number, clock: () => Lap): Promise<Lap> {
  const start = clock();
  for (let i = 0; i < runs; i++) await run();
  const end = clock();
  return { processor: (end.processor - start.processor) / runs, wall: (end.wall - start.wall) / runs };
}
