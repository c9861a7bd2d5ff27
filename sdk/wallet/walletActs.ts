import type { Signer } from "ethers";
import { sendTransaction } from "../call/sendTransaction.ts";
import { signMessage } from "../eip712/signMessage.ts";
import type { Eip712Type } from "../eip712/types.ts";
import { readOrRefuse } from "../errors/readOrRefuse.ts";
import { connectICredentialWallet } from "../generated/ICredentialWallet.ts";
import type { ConsentInput } from "../generated/structs.ts";
import type { Chain } from "../network/connectChain.ts";

/** What a holder can do with a wallet. */
export type WalletAct =
  | { readonly act: "deactivate" | "reactivate" | "destroy" }
  | { readonly act: "blockOrganization" | "unblockOrganization"; readonly organization: string }
  /** `until` in Unix seconds, 0 for no end. */
  | { readonly act: "grant"; readonly grantId: string; readonly commitment: string; readonly until: number }
  | { readonly act: "withdrawGrant"; readonly grantId: string }
  /** 64 bytes in hex: what later records are sealed to. */
  | { readonly act: "setEncryptionKey"; readonly encryptionKey: string };

/** An act with the holder's signature: whoever has it can send it, once. */
export interface SignedWalletAct {
  readonly wallet: string;
  readonly act: WalletAct;
  readonly consent: ConsentInput;
}

const TYPES: Readonly<Record<WalletAct["act"], Eip712Type>> = {
  deactivate: "Deactivate",
  reactivate: "Reactivate",
  destroy: "Destroy",
  blockOrganization: "BlockOrganization",
  unblockOrganization: "UnblockOrganization",
  grant: "Grant",
  withdrawGrant: "WithdrawGrant",
  setEncryptionKey: "SetEncryptionKey",
};

/**
 * Signs an act as the wallet's controller, over the wallet's next nonce.
 *
 * @param options.deadline - Unix seconds.
 * @param controller - acts for the wallet's owner.
 * @param wallet - its address.
 * @returns what sendWalletAct sends.
 * @throws what the signer throws; ERR_REVERTED for an address that is no wallet; ERR_NODE_UNREACHABLE.
 * @source EIP-712; the messages are those of EIP712_TYPES with the name of the act.
 * @example
 * const act = { act: "blockOrganization", organization } as const;
 * const signed = await signWalletAct(chain, holder, wallet, act, { deadline });
 */
export async function signWalletAct(
  chain: Chain,
  controller: Signer,
  wallet: string,
  act: WalletAct,
  options: { readonly deadline: number },
): Promise<SignedWalletAct> {
  const contract = connectICredentialWallet(wallet, chain.provider);
  const { nonce } = await readOrRefuse(() => contract.summary());
  const { act: name, ...message } = act;
  const { deadline } = options;
  const place = { chainId: chain.chainId, contract: wallet };
  const signature = await signMessage(controller, place, TYPES[name], { ...message, nonce, deadline });
  return { wallet, act, consent: { deadline, signature } };
}

/**
 * Sends an act its holder signed.
 *
 * @param relayer - pays; has no rights on the wallet.
 * @throws ERR_REVERTED with the wallet's own error; ERR_FUNDS, ERR_NODE_UNREACHABLE.
 * @example
 * const signed = await signWalletAct(chain, holder, wallet, { act: "deactivate" }, { deadline });
 * await sendWalletAct(relayer, signed);
 */
export async function sendWalletAct(relayer: Signer, { wallet, act, consent }: SignedWalletAct): Promise<void> {
  const contract = connectICredentialWallet(wallet, relayer);
  await sendTransaction(() => {
    switch (act.act) {
      case "deactivate":
      case "reactivate":
      case "destroy":
        return contract[act.act](consent);
      case "blockOrganization":
      case "unblockOrganization":
        return contract[act.act](act.organization, consent);
      case "grant":
        return contract.grant(act.grantId, act.commitment, act.until, consent);
      case "withdrawGrant":
        return contract.withdrawGrant(act.grantId, consent);
      case "setEncryptionKey":
        return contract.setEncryptionKey(act.encryptionKey, consent);
    }
  });
}
