import { CscssError } from "../errors/CscssError.ts";

/** Why a read ends without an answer, unlike a call that fails (Halt): what the chain would have answered is not known here. */
export function refuse(problem: string): CscssError {
  return new CscssError("ERR_VIEW", `The read of the contract ${problem}. This version cannot make it offline.`);
}
