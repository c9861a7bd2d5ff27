import type { Outcome, Result } from "./tryMutant.ts";

/** How a run of mutants went. */
export interface Summary {
  readonly tried: number;
  readonly possible: number;
  readonly killed: number;
  readonly survived: number;
  /** Killed, of those that are programs and change code, in percent. */
  readonly score: number;
  readonly text: string;
}

/** Counts outcomes; `possible` is how many mutants there are in all. */
export function summarize(results: readonly Result[], possible: number): Summary {
  const count = (outcome: Outcome): number => results.filter((result) => result.outcome === outcome).length;
  const [killed, survived] = [count("killed"), count("survived")];
  const score = killed + survived === 0 ? 0 : Math.round((1000 * killed) / (killed + survived)) / 10;
  const left = `${count("invalid")} do not compile, ${count("equal")} change no byte of code`;
  const text = `${results.length} of ${possible} mutants: ${killed} killed, ${survived} survived (${score} %); ${left}`;
  return { tried: results.length, possible, killed, survived, score, text };
}
