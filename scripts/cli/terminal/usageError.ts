import { CscssError } from "@cscss-me/sdk";

/** A command line that is not as it should be. @param hint the command whose help to read. */
export function usageError(message: string, hint?: string): CscssError {
  const details = hint === undefined ? {} : { help: `cscss ${hint} --help` };
  return new CscssError("ERR_USAGE", message, { details });
}
