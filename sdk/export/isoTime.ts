/**
 * Unix seconds as ISO 8601 in UTC.
 *
 * @example
 * isoTime(1791072000); // "2026-10-04T00:00:00Z"
 */
export function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}
