import type { Disclosure } from "../disclosure/Disclosure.ts";
import type { DecodedToken } from "../token/decodeToken.ts";
import type { OwnDictionary } from "./OwnDictionary.ts";
import type { PackParties } from "./PackParties.ts";

/** What is packed: a credential and the disclosures that go with it. */
export interface PackInput {
  /** The compact JWT. */
  readonly token: string;
  /** The encoded disclosures to keep, in their order. */
  readonly disclosures: readonly string[];
  /** 16 bytes; the salts of most disclosures derive from it. */
  readonly seed: Uint8Array;
  readonly parties: PackParties;
  /** The issuer's own dictionary: used where that makes the payload shorter. */
  readonly dictionary?: OwnDictionary;
}

/** Token and disclosures of a PackInput, taken apart strictly. */
export interface ReadInput {
  readonly token: DecodedToken;
  readonly disclosures: readonly Disclosure[];
}
