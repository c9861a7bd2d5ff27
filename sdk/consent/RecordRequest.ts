import type { RecordTypeName } from "../credential/recordTypes.ts";
import type { SignedWalletCreation } from "../wallet/createWallet.ts";
import type { WalletRef } from "../wallet/WalletRef.ts";

/** One paper a holder hands over with a request. */
export interface RequestDocument {
  /** What the holder calls it: the file's name without its folder. */
  readonly name: string;
  /** 32 bytes in hex: without it nobody can tell from the hash which paper it was. */
  readonly salt: string;
  /** 0x and 64 hex digits: SHA-256(salt ‖ the file's bytes). */
  readonly hash: string;
}

/**
 * What a holder hands to an organization to ask for one record: what is wished, the hashes of the papers behind it, and
 * the signed consents to the record and to the wallet it goes into. The papers themselves are handed over beside it.
 */
export interface RecordRequest {
  readonly type: "CscssMeRecordRequest";
  readonly version: 1;
  readonly chainId: number;
  readonly organization: string;
  readonly recordType: RecordTypeName;
  /** What the holder has to say about it. */
  readonly message: string;
  readonly documents: readonly RequestDocument[];
  readonly wallet: WalletRef;
  /** The wish for the wallet, should it not exist yet. */
  readonly creation: SignedWalletCreation;
  /** For Organization.acceptRequest: the consent to one record of this type. */
  readonly consent: {
    /** 0x and 64 hex digits: documentsHash of `documents`. */
    readonly documents: string;
    /** Decimal digits. */
    readonly nonce: string;
    /** Unix seconds. */
    readonly deadline: number;
    readonly signature: string;
  };
}
