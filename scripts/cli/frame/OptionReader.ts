/** The options of one run, and nothing else of it: for what reads options that several commands share. */
export interface OptionReader {
  /** The value of an option, or of its setting. */
  option(name: string): string | undefined;
  /** @throws ERR_USAGE if it is missing */
  required(name: string): string;
  /** One of these words. @throws ERR_USAGE */
  choice<Word extends string>(name: string, words: readonly Word[], fallback?: Word): Word;
  list(name: string): readonly string[];
  flag(name: string): boolean;
}
