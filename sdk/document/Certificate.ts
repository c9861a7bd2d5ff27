/** What a certificate says. All of it can be forged on paper; the presentation cannot. */
export interface Certificate {
  readonly title: string;
  /** What stands below the title in pairs: what, and what about it. */
  readonly facts: readonly (readonly [string, string])[];
  /** The claims that are shown, in words. */
  readonly claims: readonly (readonly [string, string])[];
  readonly presentation: string;
  /** The same as a link, for the QR code; absent where one code cannot hold it. */
  readonly link?: string;
  /** How to verify it. */
  readonly advice: string;
}
