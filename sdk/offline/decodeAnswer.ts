import { CscssError } from "../errors/CscssError.ts";
import type { Answer } from "../generated/structs.ts";
import { decodeLensReturn } from "../network/lensRead.ts";

/**
 * The one answer in what the lens returned to one query.
 *
 * @param returned - in hex.
 * @throws ERR_PROOF if it is none.
 */
export function decodeAnswer(returned: string): Answer {
  try {
    const [answer] = decodeLensReturn(returned).answers;
    if (answer !== undefined) return answer;
    throw new RangeError("no answer");
  } catch (cause) {
    throw new CscssError(
      "ERR_PROOF",
      "What the bundle says the lens answered is not an answer. Ask for a new bundle.",
      {
        cause,
      },
    );
  }
}
