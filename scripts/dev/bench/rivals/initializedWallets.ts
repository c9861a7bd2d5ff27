import type { Wallet } from "ethers";
import type { Call } from "../harness/sendInFew.ts";
import { compileSolidity } from "./compileSolidity.ts";
import { deploy } from "./deploy.ts";

/** Wallets as OpenZeppelin's guides make them: clone, then initialize. */
export async function deployInitializedWallets(
  signer: Wallet,
): Promise<{ create(owner: string, profile: number, index: number, encryptionKey: string): Call }> {
  const { InitializedWalletFactory } = compileSolidity("InitializedWallet.sol");
  if (InitializedWalletFactory === undefined) throw new RangeError("The file has no such contract.");
  const factory = await deploy(signer, InitializedWalletFactory);
  return { create: (...args) => factory.call("create", args) };
}
