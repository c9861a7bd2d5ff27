import type { Signer } from "ethers";
import { hexlify } from "ethers";
import { sendTransaction } from "../call/sendTransaction.ts";
import type { RecordTypeName } from "../credential/recordTypes.ts";
import { RECORD_TYPES } from "../credential/recordTypes.ts";
import { signMessage } from "../eip712/signMessage.ts";
import type { Eip712Type } from "../eip712/types.ts";
import { connectOrganization } from "../generated/Organization.ts";
import type { ConsentInput } from "../generated/structs.ts";
import type { Chain } from "../network/connectChain.ts";
import type { WalletRef } from "../wallet/WalletRef.ts";

/** How a holder ends what it agreed to with an organization. */
export type MembershipAct =
  | { readonly act: "leave" }
  /** Makes a signed consent or request worthless that the organization has not used yet; `nonce` is its own. */
  | { readonly act: "withdrawConsent"; readonly nonce: bigint }
  /** Takes back a request that the organization has accepted and not answered yet. */
  | {
      readonly act: "withdrawRequest";
      readonly wallet: Pick<WalletRef, "profile" | "index">;
      readonly recordType: RecordTypeName;
      /** The request's deadline, Unix seconds: a newer request for the same has another. */
      readonly until: number;
    };

/** An act with the holder's signature: whoever has it can send it, once. */
export interface SignedMembershipAct {
  readonly organization: string;
  /** The holder's own address, whoever acts for it now. */
  readonly owner: string;
  readonly act: MembershipAct;
  readonly nonce: bigint;
  readonly consent: ConsentInput;
}

const TYPES: Readonly<Record<MembershipAct["act"], Eip712Type>> = {
  leave: "Leave",
  withdrawConsent: "WithdrawConsent",
  withdrawRequest: "WithdrawRequest",
};

/**
 * Signs, as the holder's controller, what ends an agreement with an organization. Costs nothing; anybody sends it.
 *
 * @param terms.deadline - Unix seconds.
 * @param controller - acts for the owner.
 * @param terms.owner - the holder's own address.
 * @param terms.random - source of randomness, asked for 32 bytes: the nonce.
 * @returns what sendMembershipAct sends.
 * @throws what the signer throws.
 * @source EIP-712; the messages are Leave, WithdrawConsent and WithdrawRequest of EIP712_TYPES.
 * @example
 * const signed = await signMembershipAct(chain, holder, { act: "leave" }, { organization, owner, deadline, random });
 * await sendMembershipAct(relayer, signed);
 */
export async function signMembershipAct(
  chain: Chain,
  controller: Signer,
  act: MembershipAct,
  terms: {
    readonly organization: string;
    readonly owner: string;
    readonly deadline: number;
    readonly random: (length: number) => Uint8Array;
  },
): Promise<SignedMembershipAct> {
  const { organization, owner, deadline } = terms;
  const nonce = act.act === "withdrawConsent" ? act.nonce : BigInt(hexlify(terms.random(32)));
  const place = { chainId: chain.chainId, contract: organization };
  const about = act.act === "withdrawRequest" ? requestOf(act) : {};
  const message = { holder: owner, organization, ...about, nonce, deadline };
  const signature = await signMessage(controller, place, TYPES[act.act], message);
  return { organization, owner, act, nonce, consent: { deadline, signature } };
}

/**
 * Sends what a holder signed.
 *
 * @param relayer - pays; needs no rights.
 * @throws ERR_REVERTED with the organization's own error, for instance for a consent that was used; ERR_FUNDS,
 * ERR_NODE_UNREACHABLE.
 * @example
 * const signed = await signMembershipAct(chain, holder, { act: "leave" }, { organization, owner, deadline, random });
 * await sendMembershipAct(relayer, signed);
 */
export async function sendMembershipAct(relayer: Signer, signed: SignedMembershipAct): Promise<void> {
  const { organization, owner, act, nonce, consent } = signed;
  const contract = connectOrganization(organization, relayer);
  await sendTransaction(() => {
    if (act.act !== "withdrawRequest") return contract[act.act](owner, nonce, consent);
    return contract.withdrawRequest({ holder: owner, ...requestOf(act) }, nonce, consent);
  });
}

function requestOf({ wallet, recordType, until }: Extract<MembershipAct, { act: "withdrawRequest" }>) {
  return { profile: wallet.profile, walletIndex: wallet.index, recordType: RECORD_TYPES[recordType].number, until };
}
