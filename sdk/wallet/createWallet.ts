import type { Signer } from "ethers";
import { hexlify } from "ethers";
import { sendTransaction } from "../call/sendTransaction.ts";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { signMessage } from "../eip712/signMessage.ts";
import type { ConsentInput } from "../generated/structs.ts";
import type { Chain } from "../network/connectChain.ts";
import type { WalletRef } from "./WalletRef.ts";
import { walletAddress } from "./walletAddress.ts";

/** A holder's signed wish for a wallet. */
export interface SignedWalletCreation {
  readonly wallet: WalletRef;
  /** 64 bytes in hex. */
  readonly encryptionKey: string;
  readonly consent: ConsentInput;
}

/**
 * Signs, as the owner's controller, the wish for a wallet. Costs nothing; anybody may send it.
 *
 * @param options.encryptionKey - 33 bytes: the key records will be sealed to.
 * @param options.deadline - Unix seconds.
 * @param controller - acts for the owner.
 * @returns what createWallet sends.
 * @throws ERR_PUBLIC_KEY; what the signer throws.
 * @source EIP-712; the message is EIP712_TYPES.CreateWallet.
 * @example
 * const wallet = { owner, profile: 2, index: 0 } as const;
 * const signed = await signWalletCreation(chain, holder, wallet, { encryptionKey, deadline });
 */
export async function signWalletCreation(
  chain: Chain,
  controller: Signer,
  wallet: WalletRef,
  options: { readonly encryptionKey: Uint8Array; readonly deadline: number },
): Promise<SignedWalletCreation> {
  const { deadline } = options;
  const encryptionKey = hexlify(nobleSecp256k1.decompress(options.encryptionKey).subarray(1));
  const place = { chainId: chain.chainId, contract: chain.generation.factories.wallets };
  const signature = await signMessage(controller, place, "CreateWallet", { ...wallet, encryptionKey, deadline });
  return { wallet, encryptionKey, consent: { deadline, signature } };
}

/**
 * Makes a wallet that its holder signed for.
 *
 * @param relayer - pays; has no rights on the wallet.
 * @returns the wallet's address.
 * @throws ERR_REVERTED, for instance if the wallet exists; ERR_FUNDS, ERR_NODE_UNREACHABLE.
 * @example
 * const signed = await signWalletCreation(chain, holder, { owner, profile: 2, index: 0 }, { encryptionKey, deadline });
 * const wallet = await createWallet(chain, relayer, signed); // "0x…"
 */
export async function createWallet(chain: Chain, relayer: Signer, signed: SignedWalletCreation): Promise<string> {
  const { wallet, encryptionKey, consent } = signed;
  const factory = chain.walletFactory.connect(relayer);
  await sendTransaction(() => factory.create(wallet.owner, wallet.profile, wallet.index, encryptionKey, consent));
  return walletAddress(chain.generation, wallet);
}
