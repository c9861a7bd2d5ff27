import { DocumentStore__factory, TransferableDocumentStore__factory } from "@trustvc/document-store";
import type { Wallet } from "ethers";
import type { Call } from "../harness/sendInFew.ts";
import { deploy } from "./deploy.ts";

/** OpenAttestation's document stores: hashes of documents, and hashes as soulbound tokens. */
export interface DocumentStores {
  /** One hash: of a document, or the Merkle root of many. */
  issue(hash: string): Call;
  issueMany(hashes: readonly string[]): Call;
  revoke(hash: string): Call;
  issueSoulbound(holder: string, hash: string): Call;
}

/** Deploys both from the bytecode their package ships. */
export async function deployDocumentStores(signer: Wallet): Promise<DocumentStores> {
  const store = await deploy(signer, DocumentStore__factory, ["Diplomas", signer.address]);
  const tokens = await deploy(signer, TransferableDocumentStore__factory, ["Diplomas", "DIP", signer.address]);
  const issue = (hash: string) => store.call("issue", [hash]);
  return {
    issue,
    issueMany: (hashes) => store.call("multicall", [hashes.map((hash) => issue(hash).data)]),
    revoke: (hash) => store.call("revoke(bytes32)", [hash]),
    issueSoulbound: (holder, hash) => tokens.call("issue", [holder, hash, true]),
  };
}
