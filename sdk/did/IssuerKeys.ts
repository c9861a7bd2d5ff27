import type { DIDDocument } from "did-resolver";
import type { Chain } from "../network/connectChain.ts";
import { issuerDocumentsOf } from "./issuerDocumentsOf.ts";

/** Which key of an issuer, at which block. */
export interface IssuerKeyPlace {
  readonly did: string;
  readonly keyNumber: number;
  /** The block the record's payload was written in. */
  readonly blockNumber: number;
}

/** Looks keys up in issuers' DID documents. */
export interface IssuerKeys {
  /**
   * The public key, in lower-case hex without 0x, under `#delegate-N` for assertions in the issuer's DID document at that
   * block; undefined if the document does not have it.
   *
   * @param expected - the key the contract names; where it was found there before, nothing is looked up again.
   * @throws ERR_DID_DOCUMENT if the node cannot give the document.
   */
  lookUp(place: IssuerKeyPlace, expected: string): Promise<string | undefined>;
  /** Remembers for good that this key was found in the document and agreed with the contract. */
  remember(place: IssuerKeyPlace, publicKey: string): void;
}

const MOST_REMEMBERED = 10_000;

/** Issuer keys of one chain, resolved with ethr-did-resolver from the chain's own logs. */
export function issuerKeysOf(chain: Chain): IssuerKeys {
  const remembered = new Map<string, string>();
  const keyOf = ({ did, keyNumber, blockNumber }: IssuerKeyPlace): string => `${did}#${keyNumber}@${blockNumber}`;

  const resolveNow = issuerDocumentsOf(chain);
  const resolving = new Map<string, Promise<DIDDocument>>();

  /** One document for all who ask for it at the same time. */
  function resolve(place: IssuerKeyPlace): Promise<DIDDocument> {
    const key = `${place.did}@${place.blockNumber}`;
    const known = resolving.get(key);
    if (known !== undefined) return known;
    const document = resolveNow(place).finally(() => resolving.delete(key));
    resolving.set(key, document);
    return document;
  }

  return {
    async lookUp(place, expected) {
      // Another key than the remembered one: the chain was reorganized since.
      if (remembered.get(keyOf(place)) === expected) return expected;
      return assertionKeyIn(await resolve(place), place);
    },
    remember(place, publicKey) {
      const oldest = remembered.keys().next().value;
      if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
      remembered.set(keyOf(place), publicKey);
    },
  };
}

/** The key of that number in an issuer's DID document, if it is the issuer's own and for assertions. */
export function assertionKeyIn(document: DIDDocument, { did, keyNumber }: IssuerKeyPlace): string | undefined {
  const id = `${did}#delegate-${keyNumber}`;
  if (!document.assertionMethod?.includes(id)) return undefined;
  const method = document.verificationMethod?.find((one) => one.id === id && one.controller === did);
  return method?.publicKeyHex?.toLowerCase();
}
