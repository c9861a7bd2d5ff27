/** One option of a command, written `--name`. */
export interface Option {
  readonly type: "string" | "boolean";
  /** May be given several times. */
  readonly multiple?: boolean;
  /** What stands for the value in help: FILE, ADDRESS, DATE. */
  readonly value?: string;
  readonly help: string;
}

/** Options by their names. */
export type Options = Readonly<Record<string, Option>>;

/** What a command works with; each brings its own options along. */
export type Need = "chain" | "account" | "payer" | "organization" | "issuer" | "dictionary" | "send";

/** One command: what it is called, what it takes, an example that works, and what it does with a session. */
export interface Command<Session> {
  /** Noun and verb: "org staff add". */
  readonly name: string;
  readonly summary: string;
  /** Arguments as help shows them: "FILE", "[FILE]" for an optional one, "FILE…" for one or more. */
  readonly args?: readonly string[];
  readonly options?: Options;
  readonly needs: readonly Need[];
  readonly example: string;
  /** Does it. @returns the exit code, 0 by default. */
  run(session: Session): Promise<number | undefined>;
}
