import type { HolderConsent } from "../consent/HolderConsent.ts";
import type { Refusal } from "../consent/Refusal.ts";
import { fromRevert } from "../errors/fromRevert.ts";
import { connectOrganization } from "../generated/Organization.ts";
import type { Chain } from "../network/connectChain.ts";
import { readStaff } from "../organization/readStaff.ts";
import { findAllGaps } from "./enrolAll.ts";

const BAD_SIGNATURE = ["WalletFactoryBadSignature", "OrganizationBadSignature"];

/**
 * Asks the contracts, without sending anything, which of these consents they would refuse: "forged" where the signature
 * is not of the wallet's owner, "unusable" where for instance its time is over or its holder took it back. What of a
 * consent was done before is not asked about: it makes no difference any more.
 *
 * @throws ERR_NODE_*
 */
export async function findRefusals(
  chain: Chain,
  organization: string,
  consents: readonly HolderConsent[],
): Promise<ReadonlyMap<HolderConsent, Refusal>> {
  const refusals = new Map<HolderConsent, Refusal>();
  if (consents.length === 0) return refusals;
  const registrar = (await readStaff(chain, organization)).find(({ role }) => role === "registrar");
  const contract = connectOrganization(organization, chain.provider);
  for (const { consent, needsWallet, needsEnrolment } of await findAllGaps(chain, organization, consents)) {
    const { wallet, creation, enrolment } = consent;
    const { owner, profile, index } = wallet;
    const asked = [
      ...(needsWallet
        ? [chain.walletFactory.create.staticCall(owner, profile, index, creation.encryptionKey, creation.consent)]
        : []),
      // Without a registrar nobody is enrolled at all.
      ...(needsEnrolment && registrar !== undefined
        ? [contract.enrol.staticCall(enrolment.enrolment, enrolment.signature, { from: registrar.account })]
        : []),
    ];
    const errors = (await Promise.allSettled<unknown>(asked)).filter(({ status }) => status === "rejected");
    const names = errors.map((error) => nameOf((error as PromiseRejectedResult).reason));
    if (names.length > 0) refusals.set(consent, names.some(isForgery) ? "forged" : "unusable");
  }
  return refusals;
}

function isForgery(name: string): boolean {
  return BAD_SIGNATURE.includes(name);
}

/** The contract's error; what no contract said is thrown on. */
function nameOf(thrown: unknown): string {
  const error = fromRevert(thrown);
  if (error.code !== "ERR_REVERTED" && error.code !== "ERR_ARGUMENT") throw error;
  return String(error.details.error);
}
