import type { DIDDocument } from "did-resolver";
import { getResolver } from "ethr-did-resolver";
import { CscssError } from "../errors/CscssError.ts";
import type { Chain } from "../network/connectChain.ts";

/** Which identity, at which block. */
interface DocumentPlace {
  readonly did: string;
  readonly blockNumber: number;
}

/**
 * Resolves DID documents of organizations with ethr-did-resolver from the chain's own logs.
 *
 * @returns a function that throws ERR_DID_DOCUMENT if the node cannot give the document.
 */
export function issuerDocumentsOf({
  chainId,
  provider,
  generation,
}: Chain): (place: DocumentPlace) => Promise<DIDDocument> {
  const name = `0x${chainId.toString(16)}`;
  const network = { name, chainId, provider, registry: generation.didRegistry };
  // The resolver's types name ethers' CommonJS build, whose private members TypeScript takes for others.
  const { ethr } = getResolver({ networks: [network] } as unknown as Parameters<typeof getResolver>[0]);

  return async ({ did, blockNumber }) => {
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
  };
}

/** ethr-did-resolver is handed a resolver for other DIDs and never uses it. */
function notNeeded(): never {
  throw new CscssError("ERR_DID_DOCUMENT", "A DID document of did:ethr rests on no other.");
}
