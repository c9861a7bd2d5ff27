/** One generation of contracts. Addresses are checksummed; `codeHashes` are keccak256 of each contract's code. */
export interface Generation {
  /** The block of the deployment: nothing of this generation is older. */
  readonly fromBlock: number;
  readonly registry: string;
  readonly factories: { readonly organizations: string; readonly wallets: string };
  /** The code that the wallets of profile 1, 2 and 3 share. */
  readonly walletCode: { readonly 1: string; readonly 2: string; readonly 3: string };
  readonly lens: string;
  readonly didRegistry: string;
  readonly governance: { readonly manager: string; readonly council: string };
  readonly codeHashes: Readonly<Record<PinnedContract, string>>;
}

/** The contracts whose code a reader checks before it believes them. */
export type PinnedContract = "registry" | "organizations" | "wallets" | "lens" | "didRegistry";

/** The file a verifier pins: which chain, and which contracts on it. Whoever chooses it chooses whom to believe. */
export interface NetworkFile {
  readonly type: "CscssMeNetwork";
  readonly version: 1;
  readonly name: string;
  readonly chainId: number;
  /** Hash of block 0. */
  readonly genesisHash: string;
  /** How many blocks a read stays behind the head; 0 on chains whose blocks are final (QBFT, IBFT). */
  readonly confirmations: number;
  /** Oldest first; new wallets and organizations are made under the last. */
  readonly generations: readonly Generation[];
}
