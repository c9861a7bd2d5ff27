import type { Signer } from "ethers";

/** How to deploy. */
export interface DeployOptions {
  /** Pays for the deployment; has no rights once it is done. */
  readonly signer: Signer;
  /** What people call the network. */
  readonly name: string;
  /** 0 on chains whose blocks are final (QBFT, IBFT). */
  readonly confirmations: number;
  /** The governance body: who decides, and how many of them it takes. */
  readonly council: { readonly members: readonly string[]; readonly threshold: number };
  /** Seconds between deciding on an admission and its taking effect. */
  readonly admissionDelay: number;
  /** Seconds between deciding on a change of roles and its taking effect; no fewer, or roles could be used to admit fast. */
  readonly adminDelay: number;
  /** An interrupted deployment goes on with the ChainDeployer it began with, and keeps the block from which it counts. */
  readonly begun?: { readonly chainDeployer: string; readonly fromBlock: number };
  /** Hears of every contract that is in place. */
  readonly onContract?: (name: string, address: string) => void;
}
