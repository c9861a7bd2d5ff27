/** Which part of a list to read. */
export interface Page {
  /** How many entries to pass over. */
  readonly offset: number;
  /** How many to read at most. */
  readonly limit: number;
}
