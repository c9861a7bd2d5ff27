import { CscssError } from "../errors/CscssError.ts";
import { WalletState } from "../generated/enums.ts";

/**
 * Refuses a wallet that does not answer.
 *
 * @throws ERR_WALLET_UNKNOWN, ERR_WALLET_DEACTIVATED, ERR_WALLET_DESTROYED
 */
export function requireActive(wallet: string, state: bigint): void {
  if (state === BigInt(WalletState.Active)) return;
  if (state === BigInt(WalletState.Deactivated)) {
    throw new CscssError("ERR_WALLET_DEACTIVATED", "The wallet is deactivated. Reactivate it to open its records.");
  }
  if (state === BigInt(WalletState.Destroyed)) {
    throw new CscssError("ERR_WALLET_DESTROYED", "The wallet was destroyed. Its records cannot be opened any more.");
  }
  throw new CscssError("ERR_WALLET_UNKNOWN", `There is no wallet of this network at ${wallet}.`);
}
