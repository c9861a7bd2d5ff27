import type { Secp256k1 } from "../crypto/Secp256k1.ts";
import type { HolderKeys } from "../did/HolderKeys.ts";
import type { IssuerKeys } from "../did/IssuerKeys.ts";
import type { ResolvedDisclosures } from "../disclosure/resolveDisclosures.ts";
import type { Answer } from "../generated/structs.ts";
import type { Reading } from "../network/Reading.ts";
import type { DecodedPresentation } from "../presentation/decodePresentation.ts";
import type { PresentationRequest } from "../presentation/PresentationRequest.ts";

/** What the verifier was expecting: the answer to its request, or something the holder released earlier. */
export type Expectation =
  | { readonly kind: "answer"; readonly request: PresentationRequest }
  | {
      readonly kind: "standing";
      /** Who verifies; a presentation for somebody else is refused. Without it only those for anybody are taken. */
      readonly audience?: string;
    };

/** Everything the checks judge by: what was presented, what was expected, what the chain says. */
export interface Facts {
  readonly presentation: DecodedPresentation;
  readonly claims: ResolvedDisclosures;
  readonly expected: Expectation;
  /** The addresses that may have signed the key binding: ECDSA leaves one or two. */
  readonly presenters: readonly string[];
  readonly curve: Secp256k1;
  readonly issuerKeys: IssuerKeys;
  readonly holderKeys: HolderKeys;
  /** The verifier's clock, Unix seconds. */
  readonly now: number;
  readonly block: Reading["block"];
  readonly answer: Answer;
}

/**
 * The time by which something that was to end has ended, Unix seconds. An end needs no block to come: on a quiet chain, or
 * of a block trusted long ago, the clock knows it first.
 */
export function timeOfEnds({ now, block }: Pick<Facts, "now" | "block">): bigint {
  return BigInt(Math.max(now, block.time));
}
