import type { Interval } from "@cscss-me/sdk/registry";

/** Where an organization stood in a stretch of its time line. */
export interface Segment {
  readonly status: Interval["status"] | "lapsed";
  readonly reason?: NonNullable<Interval["reason"]>;
  /** Unix seconds. */
  readonly from: number;
  /** Unix seconds; the present for the last one. */
  readonly to: number;
  readonly interval: Interval;
}

/**
 * The stretches of a history without gaps: each interval holds until the next begins, or until its own end, after which
 * it has lapsed.
 *
 * @param history - oldest first, as the registry keeps it.
 * @param now - Unix seconds.
 */
export function segmentsOf(history: readonly Interval[], now: number): Segment[] {
  return history.flatMap((interval, index): Segment[] => {
    const { status, reason, from, until } = interval;
    const next = history[index + 1]?.from ?? Math.max(now, from);
    const ended = { from, to: next, interval, ...(reason && { reason }) };
    if (status === "withdrawn") return [{ status, ...ended }];
    if (until === undefined || until >= next) return [{ status, from, to: next, interval }];
    return [
      { status, from, to: until, interval },
      { ...ended, status: "lapsed", from: until },
    ];
  });
}
