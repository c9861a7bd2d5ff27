import type { DIDDocument } from "did-resolver";
import { getResolver } from "ethr-did-resolver";
import { CscssError } from "../errors/CscssError.ts";
import type { Chain } from "../network/connectChain.ts";

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
  const { chainId, provider, generation } = chain;
  const name = `0x${chainId.toString(16)}`;
  const network = { name, chainId, provider, registry: generation.didRegistry };
  // The resolver's types name ethers' CommonJS build, whose private members TypeScript takes for others.
  const { ethr } = getResolver({ networks: [network] } as unknown as Parameters<typeof getResolver>[0]);
  const remembered = new Map<string, string>();
  const keyOf = ({ did, keyNumber, blockNumber }: IssuerKeyPlace): string => `${did}#${keyNumber}@${blockNumber}`;

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

  async function resolveNow({ did, blockNumber }: IssuerKeyPlace): Promise<DIDDocument> {
    const query = `versionId=${blockNumber}`;
    const parsed = { did, didUrl: `${did}?${query}`, method: "ethr", id: did.slice("did:ethr:".length), query };
    const result = await ethr?.(did, parsed, { resolve: notNeeded }, {});
    const { didDocument = null, didDocumentMetadata, didResolutionMetadata } = result ?? {};
    // The resolver takes a versionId it cannot read for "latest", and says so only here.
    const version = Number(didDocumentMetadata?.versionId ?? 0);
    if (didDocument === null || didDocumentMetadata?.deactivated || version > blockNumber) {
      throw new CscssError(
        "ERR_DID_DOCUMENT",
        `The node cannot give the issuer's DID document of block ${blockNumber}. Use a node that keeps all logs.`,
        { details: { did, blockNumber, problem: didResolutionMetadata?.message ?? didResolutionMetadata?.error } },
      );
    }
    return didDocument;
  }

  return {
    async lookUp(place, expected) {
      // Another key than the remembered one: the chain was reorganised since.
      if (remembered.get(keyOf(place)) === expected) return expected;
      const document = await resolve(place);
      const id = `${place.did}#delegate-${place.keyNumber}`;
      if (!document.assertionMethod?.includes(id)) return undefined;
      const method = document.verificationMethod?.find((one) => one.id === id && one.controller === place.did);
      return method?.publicKeyHex?.toLowerCase();
    },
    remember(place, publicKey) {
      const oldest = remembered.keys().next().value;
      if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
      remembered.set(keyOf(place), publicKey);
    },
  };
}

/** ethr-did-resolver is handed a resolver for other DIDs and never uses it. */
function notNeeded(): never {
  throw new CscssError("ERR_DID_DOCUMENT", "A DID document of did:ethr rests on no other.");
}
