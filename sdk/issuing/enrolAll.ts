import type { ContractTransactionResponse, Overrides, Wallet } from "ethers";
import { feesOf } from "../call/fees.ts";
import type { ConsentGaps } from "../consent/findConsentGaps.ts";
import { findConsentGaps } from "../consent/findConsentGaps.ts";
import type { HolderConsent } from "../consent/HolderConsent.ts";
import { fromRevert } from "../errors/fromRevert.ts";
import { connectOrganization } from "../generated/Organization.ts";
import type { Chain } from "../network/connectChain.ts";
import { requireAgreed } from "../sending/requireAgreed.ts";

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
 * Makes wallets and enrols holders, several at once. It can be repeated at will: what is done leaves no gap. A consent
 * that the contracts refuse or cannot read, for it has expired or was signed by somebody else, keeps nobody else's from being used.
 *
 * @param options.registrar - sends and pays; needs the registrar role for enrolments.
 * @param options.mostPrice - the most to pay for a unit of gas, in wei.
 * @param options.onDone - hears of each consent that was looked after.
 * @returns why consents were refused, in words.
 * @throws ERR_REVERTED if the account may not enrol; ERR_FUNDS; ERR_GAS_PRICE; ERR_NODE_*.
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
): Promise<ReadonlyMap<HolderConsent, string>> {
  const { registrar, mostPrice, onDone } = options;
  const refused = new Map<HolderConsent, string>();
  let nonce = await chain.provider.getTransactionCount(registrar.address, "latest");
  for (let start = 0; start < open.length; start += AT_ONCE) {
    const some = open.slice(start, start + AT_ONCE);
    const fees = requireAgreed(feesOf(await chain.provider.getFeeData()), mostPrice);
    const sent: { readonly consent: HolderConsent; readonly transaction: ContractTransactionResponse }[] = [];
    for (const { consent, ...gaps } of some) {
      try {
        for (const send of callsFor(chain, registrar, consent, gaps)) {
          sent.push({ consent, transaction: await send({ ...fees, nonce }) });
          // What is refused before it is sent takes none.
          nonce++;
        }
      } catch (error) {
        refused.set(consent, refusalIn(error));
      }
    }
    for (const { consent, transaction } of sent) {
      try {
        await transaction.wait();
      } catch (error) {
        refused.set(consent, refusalIn(error));
      }
    }
    for (const { consent } of some) {
      // Somebody else may have been faster, or another consent for the same wallet.
      if (refused.has(consent) && !isOpen(await findConsentGaps(chain, organization, consent))) refused.delete(consent);
      onDone(consent);
    }
  }
  return refused;
}

/** Whether something of a consent is still to be used. */
export function isOpen({ needsWallet, needsEnrolment }: ConsentGaps): boolean {
  return needsWallet || needsEnrolment;
}

function callsFor(
  chain: Chain,
  registrar: Wallet,
  { creation, enrolment, wallet }: HolderConsent,
  { needsWallet, needsEnrolment }: ConsentGaps,
): ((overrides: Overrides) => Promise<ContractTransactionResponse>)[] {
  const factory = chain.walletFactory.connect(registrar);
  const contract = connectOrganization(enrolment.organization, registrar);
  const { owner, profile, index } = wallet;
  const { encryptionKey, consent } = creation;
  return [
    ...(needsWallet ? [(more: Overrides) => factory.create(owner, profile, index, encryptionKey, consent, more)] : []),
    ...(needsEnrolment ? [(more: Overrides) => contract.enrol(enrolment.enrolment, enrolment.signature, more)] : []),
  ];
}

/** Why a consent cannot be used: a contract refuses it, or cannot be asked with what it says. All else is thrown on. */
function refusalIn(thrown: unknown): string {
  const error = fromRevert(thrown);
  const isOfConsent = error.code === "ERR_REVERTED" || error.code === "ERR_ARGUMENT";
  if (!isOfConsent || error.details.error === "AccessControlUnauthorizedAccount") throw error;
  return error.message;
}
