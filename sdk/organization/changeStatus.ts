import type { Signer } from "ethers";
import { sendTransaction } from "../contract/sendTransaction.ts";
import { CscssError } from "../errors/CscssError.ts";
import { StatusReason } from "../generated/enums.ts";
import { connectOrganization } from "../generated/Organization.ts";
import type { WalletRef } from "../wallet/WalletRef.ts";

/** What an issuer can do to a record it issued. */
export type StatusAct = "revoke" | "suspend" | "reinstate";

/** Why, as files, forms and commands write it. */
export const STATUS_REASONS = {
  unspecified: StatusReason.Unspecified,
  issued_in_error: StatusReason.IssuedInError,
  award_withdrawn: StatusReason.AwardWithdrawn,
  academic_misconduct: StatusReason.AcademicMisconduct,
  under_review: StatusReason.UnderReview,
  holder_request: StatusReason.HolderRequest,
  review_closed: StatusReason.ReviewClosed,
} as const;

/** The name of a reason. */
export type StatusReasonName = keyof typeof STATUS_REASONS;

/**
 * Revokes, suspends or reinstates a record.
 *
 * @param issuer - an account with the organization's issuer role.
 * @throws ERR_ARGUMENT for a recordId or reason that is none; ERR_REVERTED, for instance for a record that was revoked before.
 */
export async function changeStatus(
  issuer: Signer,
  organization: string,
  change: {
    readonly act: StatusAct;
    readonly wallet: WalletRef;
    readonly recordId: string;
    readonly reason: StatusReasonName;
  },
): Promise<void> {
  if (!/^0x[0-9a-f]{32}$/.test(change.recordId)) {
    throw new CscssError(
      "ERR_ARGUMENT",
      `"${change.recordId}" is no recordId: 0x and 32 hex digits, as the claim file has it.`,
    );
  }
  if (!Object.hasOwn(STATUS_REASONS, change.reason)) {
    const known = Object.keys(STATUS_REASONS).join(", ");
    throw new CscssError("ERR_ARGUMENT", `"${change.reason}" is no reason. The reasons are ${known}.`);
  }
  const { owner, profile, index } = change.wallet;
  const record = { owner, profile, walletIndex: index, recordId: change.recordId };
  const contract = connectOrganization(organization, issuer);
  await sendTransaction(() => contract[change.act](record, STATUS_REASONS[change.reason]));
}
