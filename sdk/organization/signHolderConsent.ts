import type { Signer } from "ethers";
import type { Chain } from "../network/connectChain.ts";
import { signWalletCreation } from "../wallet/createWallet.ts";
import type { Profile } from "../wallet/WalletRef.ts";
import { signEnrolment } from "./enrolment.ts";
import type { HolderConsent } from "./HolderConsent.ts";

/**
 * Signs, as the holder, everything an organization needs to make the wallet and to enrol its owner. Costs nothing.
 *
 * @param options.encryptionKey - 33 bytes: the key records will be sealed to.
 * @param options.deadline - Unix seconds after which the organization cannot use it any more.
 */
export async function signHolderConsent(
  chain: Chain,
  holder: Signer,
  options: {
    readonly studentId: string;
    readonly organization: string;
    readonly profile: Profile;
    readonly index: number;
    readonly encryptionKey: Uint8Array;
    readonly deadline: number;
    readonly random: (length: number) => Uint8Array;
  },
): Promise<HolderConsent> {
  const { studentId, organization, profile, index, encryptionKey, deadline, random } = options;
  const wallet = { owner: await holder.getAddress(), profile, index };
  const enrolment = await signEnrolment(chain, holder, { organization, profiles: [profile], deadline, random });
  return {
    type: "CscssMeConsent",
    version: 1,
    chainId: chain.network.chainId,
    studentId,
    wallet,
    creation: await signWalletCreation(chain, holder, wallet, { encryptionKey, deadline }),
    enrolment: { ...enrolment, enrolment: { ...enrolment.enrolment, nonce: String(enrolment.enrolment.nonce) } },
  };
}
