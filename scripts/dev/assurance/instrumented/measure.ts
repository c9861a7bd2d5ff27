import type { Point } from "./instrument.ts";

/** The points of one instrumented source. */
export interface SourcePoints {
  readonly file: string;
  readonly points: readonly Point[];
}

/** A point that no test can reach, named by its text, and why. */
export interface Exception {
  readonly file: string;
  readonly kind: Point["kind"];
  readonly text: string;
  readonly reason: string;
}

/** A share: `hit` of `all`. */
export interface Share {
  readonly hit: number;
  readonly all: number;
}

/** What tests reached in one file. */
export interface FileCoverage {
  readonly file: string;
  readonly lines: Share;
  /** Outcomes of conditions: each has two, true and false. */
  readonly branches: Share;
  /** In words, with its line: what no test reached and no exception excuses. */
  readonly missing: readonly string[];
}

/** Compares what can be reached with what was. Exceptions that excuse nothing are told, so that none outlives its line. */
export function measure(
  sources: readonly SourcePoints[],
  hits: ReadonlySet<string>,
  exceptions: readonly Exception[],
): { readonly files: readonly FileCoverage[]; readonly idle: readonly Exception[] } {
  const used = new Set<Exception>();
  const files = [...sources]
    .sort((a, b) => (a.file < b.file ? -1 : 1))
    .map(({ file, points }): FileCoverage => {
      const statements = points.filter(({ kind }) => kind === "statement");
      const outcomes = points.filter(({ kind }) => kind !== "statement");
      const wanted = points.filter((point) => {
        if (hits.has(point.tag)) return false;
        const excuse = exceptions.find(
          (one) => one.file === file && one.kind === point.kind && one.text === point.text,
        );
        if (excuse !== undefined) used.add(excuse);
        return excuse === undefined;
      });
      const reached = (point: Point): boolean => !wanted.includes(point);
      const lines = linesOf(statements);
      const missed = linesOf(statements.filter((point) => !reached(point)));
      return {
        file,
        lines: { hit: lines.size - missed.size, all: lines.size },
        branches: { hit: outcomes.filter(reached).length, all: outcomes.length },
        missing: wanted.map(({ kind, firstLine, text }) =>
          kind === "statement" ? `${firstLine}: ${text}` : `${firstLine}: never ${kind}: ${text}`,
        ),
      };
    });
  return { files, idle: exceptions.filter((exception) => !used.has(exception)) };
}

function linesOf(points: readonly Point[]): Set<number> {
  return new Set(
    points.flatMap(({ firstLine, lastLine }) =>
      Array.from({ length: lastLine - firstLine + 1 }, (_, offset) => firstLine + offset),
    ),
  );
}
