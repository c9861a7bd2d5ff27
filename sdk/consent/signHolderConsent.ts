import type { Signer } from "ethers";
import type { Chain } from "../network/connectChain.ts";
import { signWalletCreation } from "../wallet/createWallet.ts";
import type { Profile } from "../wallet/WalletRef.ts";
import { signEnrolment } from "./enrolment.ts";
import type { HolderConsent } from "./HolderConsent.ts";

/**
 * Signs, as the holder, everything an organization needs to make the wallet and to enrol its owner. Costs nothing.
 *
 * @param options.owner - whose wallet it is, where the holder's key was rotated; the holder's own address unless told.
 * @param options.encryptionKey - 33 bytes: the key records will be sealed to.
 * @param options.deadline - Unix seconds after which the organization cannot use it any more.
 */
export async function signHolderConsent(
  chain: Chain,
  holder: Signer,
  options: {
    readonly studentId: string;
    readonly owner?: string;
    readonly organization: string;
    readonly profile: Profile;
    readonly index: number;
    readonly encryptionKey: Uint8Array;
    readonly deadline: number;
    readonly random: (length: number) => Uint8Array;
  },
): Promise<HolderConsent> {
  const { studentId, organization, profile, index, encryptionKey, deadline, random } = options;
  const owner = options.owner ?? (await holder.getAddress());
  const wallet = { owner, profile, index };
  const enrolment = await signEnrolment(chain, holder, { owner, organization, profiles: [profile], deadline, random });
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
