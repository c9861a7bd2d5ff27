import type { Wallet } from "ethers";
import { fromRevert } from "../../sdk/errors/fromRevert.ts";
import { connectOrganization } from "../../sdk/generated/Organization.ts";
import type { Chain } from "../../sdk/network/connectChain.ts";
import type { ConsentGaps } from "../../sdk/organization/findConsentGaps.ts";
import { findConsentGaps } from "../../sdk/organization/findConsentGaps.ts";
import type { HolderConsent } from "../../sdk/organization/HolderConsent.ts";
import { feesOf, requireAgreed } from "./fees.ts";

/** How many consents are looked after at once: two transactions each, which fit into one block. */
const AT_ONCE = 64;

/** About what a wallet and an enrolment take: docs/CONTRACTS.md. */
export const ENROLMENT_GAS = 185_000;

/** A consent and what of it is still to be used. */
export interface OpenConsent extends ConsentGaps {
  readonly consent: HolderConsent;
}

/** Finds the gaps of many consents. */
export async function findAllGaps(
  chain: Chain,
  organization: string,
  consents: readonly HolderConsent[],
): Promise<OpenConsent[]> {
  const found: OpenConsent[] = [];
  for (let start = 0; start < consents.length; start += AT_ONCE) {
    const some = consents.slice(start, start + AT_ONCE);
    const gaps = some.map(async (consent) => ({ consent, ...(await findConsentGaps(chain, organization, consent)) }));
    found.push(...(await Promise.all(gaps)));
  }
  return found;
}

/**
 * Makes wallets and enrols holders, several at once. It can be repeated at will: what is done leaves no gap.
 *
 * @param options.registrar - sends and pays; needs the registrar role for enrolments.
 * @param options.mostPrice - the most to pay for a unit of gas, in wei.
 * @param options.onDone - hears of each consent that is used.
 * @throws ERR_REVERTED, for instance for a consent that has expired; ERR_GAS_PRICE.
 */
export async function enrolAll(
  chain: Chain,
  organization: string,
  open: readonly OpenConsent[],
  options: {
    readonly registrar: Wallet;
    readonly mostPrice: bigint;
    onDone(consent: HolderConsent): void;
  },
): Promise<void> {
  const { registrar, mostPrice, onDone } = options;
  const factory = chain.walletFactory.connect(registrar);
  const contract = connectOrganization(organization, registrar);
  let nonce = await chain.provider.getTransactionCount(registrar.address, "latest");
  try {
    for (let start = 0; start < open.length; start += AT_ONCE) {
      const sent = [];
      const fees = requireAgreed(feesOf(await chain.provider.getFeeData()), mostPrice);
      for (const { consent, needsWallet, needsEnrolment } of open.slice(start, start + AT_ONCE)) {
        const { creation, enrolment, wallet } = consent;
        const { encryptionKey } = creation;
        if (needsWallet) {
          const args = [wallet.owner, wallet.profile, wallet.index, encryptionKey, creation.consent] as const;
          sent.push(await factory.create(...args, { ...fees, nonce: nonce++ }));
        }
        if (needsEnrolment) {
          sent.push(await contract.enrol(enrolment.enrolment, enrolment.signature, { ...fees, nonce: nonce++ }));
        }
      }
      for (const transaction of sent) await transaction.wait();
      for (const { consent } of open.slice(start, start + AT_ONCE)) onDone(consent);
    }
  } catch (error) {
    throw fromRevert(error);
  }
}
