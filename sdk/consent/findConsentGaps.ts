import { connectOrganization } from "../generated/Organization.ts";
import type { Chain } from "../network/connectChain.ts";
import { walletAddress } from "../wallet/walletAddress.ts";
import type { HolderConsent } from "./HolderConsent.ts";

/** What is still to be done before records can go into a holder's wallet. */
export interface ConsentGaps {
  /** Where the wallet is, or will be. */
  readonly address: string;
  readonly needsWallet: boolean;
  readonly needsEnrolment: boolean;
}

/** Finds out which parts of a consent were not used yet. */
export async function findConsentGaps(
  chain: Chain,
  organization: string,
  { wallet }: Pick<HolderConsent, "wallet">,
): Promise<ConsentGaps> {
  const address = walletAddress(chain.generation, wallet);
  const [code, profiles] = await Promise.all([
    chain.provider.getCode(address),
    connectOrganization(organization, chain.provider).enrolledProfiles(wallet.owner),
  ]);
  return {
    address,
    needsWallet: code === "0x",
    needsEnrolment: ((BigInt(profiles) >> BigInt(wallet.profile)) & 1n) === 0n,
  };
}
