import type { Signer } from "ethers";
import { sendTransaction } from "../call/sendTransaction.ts";
import { CscssError } from "../errors/CscssError.ts";
import { RecordStatus, StatusReason } from "../generated/enums.ts";
import { connectOrganization } from "../generated/Organization.ts";
import type { RecordRefInput } from "../generated/structs.ts";
import { RECORD_ID } from "../json/formParts.ts";
import type { WalletRef } from "../wallet/WalletRef.ts";
import type { BatchResult } from "./issueBatch.ts";
import { readRefusals } from "./readRefusals.ts";

/** What an issuer can do to a record it issued. */
export type StatusAct = "revoke" | "suspend" | "reinstate";

/**
 * Why a status changes, as files, forms and commands write it, with its number on chain.
 *
 * @example
 * Object.keys(STATUS_REASONS).includes("holder_request"); // true
 */
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

/** Which record of which wallet. */
export interface RecordPlace {
  readonly wallet: WalletRef;
  /** 0x and 32 hex digits. */
  readonly recordId: string;
}

/** What each act makes of a record. */
const BECOMES = {
  revoke: RecordStatus.Revoked,
  suspend: RecordStatus.Suspended,
  reinstate: RecordStatus.Active,
} as const;

/**
 * Revokes, suspends or reinstates a record.
 *
 * @param issuer - an account with the organization's issuer role.
 * @throws ERR_ARGUMENT for a recordId or reason that is none; ERR_REVERTED, for instance for a record that was revoked
 * before; ERR_FUNDS, ERR_NODE_UNREACHABLE.
 * @example
 * const { recordId } = record.credential;
 * const place = { wallet: { owner, profile: 2, index: 0 }, recordId } as const;
 * await changeStatus(issuer, organization, { ...place, act: "suspend", reason: "under_review" });
 */
export async function changeStatus(
  issuer: Signer,
  organization: string,
  change: RecordPlace & { readonly act: StatusAct; readonly reason: StatusReasonName },
): Promise<void> {
  const reason = reasonOf(change.reason);
  const contract = connectOrganization(organization, issuer);
  await sendTransaction(() => contract[change.act](recordRef(change), reason));
}

/**
 * Revokes, suspends or reinstates many records in one transaction, for one reason. A wallet that refuses costs only its
 * own record.
 *
 * @param issuer - an account with the organization's issuer role.
 * @param change.batch - the issuer's own number of the batch; it comes back in the events.
 * @returns the transaction, and what was refused by its place in `records`.
 * @throws ERR_ARGUMENT for a recordId or reason that is none; ERR_REVERTED for no records, or for too little gas;
 * ERR_FUNDS, ERR_NODE_UNREACHABLE.
 * @example
 * const { recordId } = record.credential;
 * const records = [{ wallet: { owner, profile: 2, index: 0 }, recordId }] as const;
 * const change = { batch: 8n, act: "revoke", reason: "issued_in_error", records } as const;
 * const { refused } = await changeStatuses(issuer, organization, change);
 */
export async function changeStatuses(
  issuer: Signer,
  organization: string,
  change: {
    readonly batch: bigint;
    readonly act: StatusAct;
    readonly reason: StatusReasonName;
    readonly records: readonly RecordPlace[];
  },
): Promise<BatchResult> {
  const args = [
    change.batch,
    BECOMES[change.act],
    reasonOf(change.reason),
    change.records.map((record) => recordRef(record)),
  ] as const;
  const contract = connectOrganization(organization, issuer);
  const receipt = await sendTransaction(() => contract.changeStatuses(...args));
  return {
    transactionHash: receipt.hash,
    blockNumber: receipt.blockNumber,
    gasUsed: receipt.gasUsed,
    refused: readRefusals(organization, receipt.logs),
  };
}

function recordRef({ wallet, recordId }: RecordPlace): RecordRefInput {
  if (!new RegExp(RECORD_ID.pattern).test(recordId)) {
    throw new CscssError(
      "ERR_ARGUMENT",
      `"${recordId}" is not a recordId: 0x and 32 hex digits, as the claim file has it.`,
    );
  }
  return { owner: wallet.owner, profile: wallet.profile, walletIndex: wallet.index, recordId };
}

function reasonOf(name: StatusReasonName): StatusReason {
  if (Object.hasOwn(STATUS_REASONS, name)) return STATUS_REASONS[name];
  const known = Object.keys(STATUS_REASONS).join(", ");
  throw new CscssError("ERR_ARGUMENT", `"${name}" is not a reason. The reasons are ${known}.`);
}
