import type { Signer } from "ethers";
import { hexlify } from "ethers";
import { sendTransaction } from "../call/sendTransaction.ts";
import { signMessage } from "../eip712/signMessage.ts";
import { connectOrganization } from "../generated/Organization.ts";
import type { EnrolmentInput } from "../generated/structs.ts";
import type { Chain } from "../network/connectChain.ts";
import type { Profile } from "../wallet/WalletRef.ts";

/** A holder's signed agreement to receive records from an organization. */
export interface SignedEnrolment {
  readonly organization: string;
  readonly enrolment: EnrolmentInput;
  readonly signature: string;
}

/**
 * Signs, as the holder, the agreement to be enrolled. Costs nothing; the organization sends it.
 *
 * @param holder - signs: the holder, or who acts for it where its key was rotated.
 * @param terms.random - source of randomness, asked for 32 bytes: the nonce.
 * @returns what enrolHolder sends.
 * @throws what the signer throws.
 * @source EIP-712; the message is EIP712_TYPES.Enrol.
 * @example
 * const signed = await signEnrolment(chain, holder, { organization, profiles: [2], deadline, random });
 */
export async function signEnrolment(
  chain: Chain,
  holder: Signer,
  terms: {
    /** Who is enrolled, where the holder's key was rotated; the holder's own address unless told. */
    readonly owner?: string;
    readonly organization: string;
    readonly profiles: readonly Profile[];
    /** Unix seconds. */
    readonly deadline: number;
    readonly random: (length: number) => Uint8Array;
  },
): Promise<SignedEnrolment> {
  const { organization, deadline } = terms;
  const profiles = terms.profiles.reduce((mask, profile) => mask | (1 << profile), 0);
  const nonce = BigInt(hexlify(terms.random(32)));
  const enrolment = { holder: terms.owner ?? (await holder.getAddress()), profiles, nonce, deadline };
  const place = { chainId: chain.chainId, contract: organization };
  const signature = await signMessage(holder, place, "Enrol", { ...enrolment, organization });
  return { organization, enrolment, signature };
}

/**
 * Enrols a holder.
 *
 * @param registrar - an account with the organization's registrar role.
 * @throws ERR_REVERTED, for instance for an agreement that has expired or was used; ERR_FUNDS, ERR_NODE_UNREACHABLE.
 * @example
 * const signed = await signEnrolment(chain, holder, { organization, profiles: [1, 2], deadline, random });
 * await enrolHolder(registrar, signed);
 */
export async function enrolHolder(registrar: Signer, { organization, ...signed }: SignedEnrolment): Promise<void> {
  const contract = connectOrganization(organization, registrar);
  await sendTransaction(() => contract.enrol(signed.enrolment, signed.signature));
}
