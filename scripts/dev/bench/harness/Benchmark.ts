/** How a column's numbers are written. */
export type Unit = "text" | "ratio" | "count" | "ms" | "rate" | "megabytes";

export interface Column {
  readonly header: string;
  readonly unit: Unit;
}

/** A number in its column's unit, a text, or nothing where nothing was measured. */
export type Cell = number | string | undefined;

/** What was measured, as numbers: printed for people, and written as JSON as it is. */
export interface BenchTable {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** What a reader has to know to take the numbers for what they are. */
  readonly notes?: readonly string[];
}

/** What a benchmark hands back. */
export interface BenchReport {
  readonly tables: readonly BenchTable[];
  /** Figures that targets are set for, by their names in targets.ts. */
  readonly figures: Readonly<Record<string, number>>;
}

/** What the command line chose. */
export interface BenchOptions {
  /** Of times, how many rounds the median is of. */
  readonly rounds: number;
  /** Also what takes many minutes. */
  readonly long: boolean;
  /** Tells on stderr what is going on. */
  readonly say: (text: string) => void;
}

export interface Benchmark {
  readonly name: string;
  readonly title: string;
  run(options: BenchOptions): Promise<BenchReport>;
}
