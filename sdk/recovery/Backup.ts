import type { HeldCredential } from "../presentation/HeldCredential.ts";
import type { ClaimFile } from "../wallet/ClaimFile.ts";

/** A private key in its owner's hands. */
export interface HeldKey {
  /** What it is for, in words: "account", "records until 2027". */
  readonly name: string;
  /** 32 bytes. */
  readonly privateKey: Uint8Array;
}

/** Everything a holder has to keep: with it, wallet and records can be used on another device. */
export interface Backup {
  /** Opened records: token and all disclosures. They need no key to be read. */
  readonly credentials: readonly HeldCredential[];
  /** The controller's key, and every key that records are still sealed to. */
  readonly keys: readonly HeldKey[];
  /** As the issuers handed them out, for records that were not opened yet. */
  readonly claimFiles: readonly ClaimFile[];
}
