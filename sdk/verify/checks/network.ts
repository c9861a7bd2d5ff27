import { WalletState } from "../../generated/enums.ts";
import type { Facts } from "../Facts.ts";
import { failed, passed } from "../judgement.ts";
import type { Judgement } from "../Verification.ts";

/** The wallet is one that the pinned factory computes, on the pinned chain. */
export function judgeNetwork({ presentation, answer, block }: Facts): Judgement {
  const { wallet } = presentation.credential;
  if (answer.wallet.state === BigInt(WalletState.Unknown)) {
    return failed("ERR_WALLET_UNKNOWN", `${wallet} is not a wallet of this network.`, { wallet });
  }
  return passed(`Read from the chain at block ${block.number}.`, { block: block.number, wallet });
}
