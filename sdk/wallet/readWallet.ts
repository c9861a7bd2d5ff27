import { readStruct } from "../call/readStruct.ts";
import { CscssError } from "../errors/CscssError.ts";
import { readOrRefuse } from "../errors/readOrRefuse.ts";
import { WalletState } from "../generated/enums.ts";
import { connectICredentialWallet } from "../generated/ICredentialWallet.ts";
import type { Chain } from "../network/connectChain.ts";
import type { Profile, WalletRef } from "./WalletRef.ts";

/** A wallet with what it says of itself. */
export interface WalletSummary extends WalletRef {
  readonly address: string;
  readonly state: "active" | "deactivated" | "destroyed";
  /** Who acts for the owner. */
  readonly controller: string;
  readonly recordCount: number;
}

/**
 * What a wallet of this network says of itself, in any state.
 *
 * @returns owner, controller, state and number of records at the newest block.
 * @throws ERR_WALLET_UNKNOWN; ERR_ARGUMENT for what is no address; ERR_NODE_UNREACHABLE.
 * @example
 * const { state, recordCount } = await readWallet(chain, wallet);
 */
export async function readWallet(chain: Chain, address: string): Promise<WalletSummary> {
  const [isWallet] = await readOrRefuse(() => chain.walletFactory.identify(address));
  if (!isWallet) throw new CscssError("ERR_WALLET_UNKNOWN", `There is no wallet of this network at ${address}.`);
  const wallet = connectICredentialWallet(address, chain.provider);
  const summary = readStruct(wallet.summary, await readOrRefuse(() => wallet.summary()));
  const state = Number(summary.state);
  return {
    address,
    owner: summary.owner,
    profile: Number(summary.profile) as Profile,
    index: Number(summary.index),
    controller: summary.controller,
    recordCount: Number(summary.recordCount),
    state: state === WalletState.Destroyed ? "destroyed" : state === WalletState.Deactivated ? "deactivated" : "active",
  };
}
