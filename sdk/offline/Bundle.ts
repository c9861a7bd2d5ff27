/**
 * A presentation with everything a verifier would read from the chain, to be checked without a node. What it says of the
 * chain counts only as far as its proof reaches up to a block whose hash the verifier knows from elsewhere.
 */
export interface Bundle {
  readonly type: "CscssMeBundle";
  readonly version: 1;
  readonly presentation: string;
  /** The lens that answered: it names the generation of the network file. */
  readonly lens: string;
  /** The RLP of the block's header, in hex. */
  readonly header: string;
  /** What the lens returned at that block, in hex. */
  readonly answer: string;
  /** The issuer's DID document at the record's block, as the node gave it; null if it gave none. Evidence, never proof. */
  readonly issuerDocument: unknown;
  /** The state that the answer follows from; absent if the node gives no proofs. */
  readonly proof?: BundleProof;
}

/** Nodes of state and storage tries and codes of contracts, in hex, in any order: each is found by its hash. */
export interface BundleProof {
  readonly nodes: readonly string[];
  readonly codes: readonly string[];
}
