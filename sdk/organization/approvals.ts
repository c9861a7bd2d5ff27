import type { Signer } from "ethers";
import { ZeroAddress } from "ethers";
import { readStruct } from "../call/readStruct.ts";
import { sendTransaction } from "../call/sendTransaction.ts";
import { readOrRefuse } from "../errors/readOrRefuse.ts";
import { connectOrganization } from "../generated/Organization.ts";
import type { Chain } from "../network/connectChain.ts";
import { newestBlock } from "../network/newestBlock.ts";

/** Where a batch stands under the two-person rule. */
export interface Approvals {
  /** How many people beside the preparer the organization asks for: 0, 1 or 2. */
  readonly required: number;
  /** Who prepared it; undefined if nobody did in the last 30 days, or it was issued. */
  readonly preparer: string | undefined;
  /** Unix seconds: the last one in which it can be issued; undefined without a preparer. */
  readonly until: number | undefined;
  /** Who approved it, in order. Whoever is no issuer any more does not count when it is issued. */
  readonly approvers: readonly string[];
}

/**
 * Sets how many people beside its preparer must approve a batch before it is issued.
 *
 * @param admin - an account with the organization's admin role.
 * @param count - 0, 1 or 2.
 * @throws ERR_REVERTED for more than 2; ERR_FUNDS, ERR_NODE_UNREACHABLE.
 * @example
 * await requireApprovals(admin, organization, 1);
 */
export async function requireApprovals(admin: Signer, organization: string, count: number): Promise<void> {
  await sendTransaction(() => connectOrganization(organization, admin).setApprovalsRequired(count));
}

/**
 * Puts a batch forward for approval.
 *
 * @param registrar - an account with the organization's registrar role; it becomes the preparer and may not approve.
 * @param batchHash - of hashBatch.
 * @throws ERR_REVERTED for a batch that is prepared already; ERR_FUNDS, ERR_NODE_UNREACHABLE.
 * @example
 * const batch = { batch: 1n, keyNumber: 1, records: [await prepareRecord(context, award)] };
 * await prepareBatch(registrar, organization, hashBatch(chain.chainId, organization, batch));
 */
export async function prepareBatch(registrar: Signer, organization: string, batchHash: string): Promise<void> {
  await sendTransaction(() => connectOrganization(organization, registrar).prepareBatch(batchHash));
}

/**
 * Approves a prepared batch. Look at what it is first: the hash says nothing to people.
 *
 * @param issuer - an account with the organization's issuer role, other than the preparer.
 * @param batchHash - of hashBatch.
 * @throws ERR_REVERTED for a batch that is not prepared, or an account that may not; ERR_FUNDS, ERR_NODE_UNREACHABLE.
 * @example
 * await approveBatch(issuer, organization, batchHash);
 */
export async function approveBatch(issuer: Signer, organization: string, batchHash: string): Promise<void> {
  await sendTransaction(() => connectOrganization(organization, issuer).approveBatch(batchHash));
}

/**
 * Takes a prepared batch back, with its approvals.
 *
 * @param account - its preparer, one who approved it, or an admin.
 * @param batchHash - of hashBatch.
 * @throws ERR_REVERTED for a batch that is not prepared, or an account that may not; ERR_FUNDS, ERR_NODE_UNREACHABLE.
 * @example
 * await withdrawBatch(registrar, organization, batchHash);
 */
export async function withdrawBatch(account: Signer, organization: string, batchHash: string): Promise<void> {
  await sendTransaction(() => connectOrganization(organization, account).withdrawBatch(batchHash));
}

/**
 * Where a batch stands, at the newest block.
 *
 * @param batchHash - of hashBatch.
 * @returns how many are asked for, and who has approved.
 * @throws ERR_REVERTED for an address that is no organization; ERR_ARGUMENT for a hash that is none; ERR_NODE_UNREACHABLE.
 * @example
 * const { required, approvers } = await readApprovals(chain, organization, batchHash);
 */
export async function readApprovals(chain: Chain, organization: string, batchHash: string): Promise<Approvals> {
  const contract = connectOrganization(organization, chain.provider);
  const [timestamp, required, given] = await readOrRefuse(async () => {
    const { number, timestamp } = await newestBlock(chain);
    const at = { blockTag: number };
    return Promise.all([timestamp, contract.approvalsRequired(at), contract.approvalsOf(batchHash, at)]);
  });
  const { preparer, until, first, second } = readStruct(contract.approvalsOf, given);
  const isOpen = timestamp <= until;
  return {
    required: Number(required),
    preparer: isOpen ? preparer : undefined,
    until: isOpen ? Number(until) : undefined,
    approvers: isOpen ? [first, second].filter((approver) => approver !== ZeroAddress) : [],
  };
}
