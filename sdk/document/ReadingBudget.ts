import { CscssError } from "../errors/CscssError.ts";

/**
 * What reading one document may still cost. Counted in steps and not in time, so that a file is refused on every machine or
 * on none. An honest certificate takes a few hundred tokens, one picture and one attachment.
 */
export interface ReadingBudget {
  /** Words of the PDF's own syntax. */
  tokens: number;
  /** Bytes that come out of packed streams, each time they are unpacked. */
  bytes: number;
  /** Pixels that are searched for a QR code. */
  pixels: number;
}

/** For one file: more than the largest scan of a page needs, at three bytes a pixel. */
export function openBudget(): ReadingBudget {
  return { tokens: 2_000_000, bytes: 64 * 1024 * 1024, pixels: 32 * 1024 * 1024 };
}

const SPENT: Readonly<Record<keyof ReadingBudget, string>> = {
  tokens: "has too many words to look through",
  bytes: "unpacks to too many bytes",
  pixels: "has too many pixels to look for a QR code in",
};

/** Takes something out of a budget. @throws ERR_DOCUMENT if that much is not left */
export function spend(budget: ReadingBudget, what: keyof ReadingBudget, amount: number): void {
  if (amount > budget[what])
    throw refusePdf(`${SPENT[what]}. Use the file as its holder made it, or the page with the code`);
  budget[what] -= amount;
}

/** A PDF that is not read, and why. @param found - what is wrong with its content, where it could be read. */
export function refusePdf(problem: string, found?: "nothing" | "contradiction"): CscssError {
  return new CscssError("ERR_DOCUMENT", `The PDF ${problem}.`, {
    details: { problem, ...(found === undefined ? {} : { found }) },
  });
}
