import { usageError } from "../terminal/usageError.ts";

const DAY = 86_400;
const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: DAY, y: 365 * DAY };

/** Unix seconds of a day like 2026-07-01 (its first second, UTC) or a time like 2026-07-01T12:00:00Z. @throws ERR_USAGE */
export function parseTime(text: string, name: string): number {
  const form = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2})?Z)?$/.exec(text);
  const time = form === null ? Number.NaN : Date.parse(text);
  // Date.parse takes 31 February for 3 March.
  const real = !Number.isNaN(time) && new Date(time).toISOString().startsWith(form?.[1] ?? "-");
  if (!real)
    throw usageError(`--${name} "${text}" is neither a day like 2026-07-01 nor a time like 2026-07-01T12:00:00Z.`);
  return time / 1000;
}

/** Seconds of a duration like 30s, 15m, 12h, 30d or 5y. @throws ERR_USAGE */
export function parseDuration(text: string, name: string): number {
  const [, count = "", unit = ""] = /^(\d{1,6})([smhdy])$/.exec(text) ?? [];
  const seconds = Number(count) * (UNITS[unit] ?? Number.NaN);
  if (!(seconds >= 0) || count === "")
    throw usageError(`--${name} "${text}" is not a duration like 15m, 12h, 30d or 5y.`);
  return seconds;
}
