import { CscssError } from "../errors/CscssError.ts";
import { connectOrganization } from "../generated/Organization.ts";
import type { Chain } from "../network/connectChain.ts";
import { readApprovals } from "../organization/approvals.ts";

/** Refuses to issue unprepared rows where people have to approve them first. @throws ERR_NOT_APPROVED */
export async function requireNoApprovals(chain: Chain, organization: string): Promise<void> {
  const required = await connectOrganization(organization, chain.provider).approvalsRequired();
  if (required === 0n) return;
  const problem = `This organization issues only what ${required} approved. Prepare it with --prepare-only, then see org propose.`;
  throw new CscssError("ERR_NOT_APPROVED", problem, { details: { required: Number(required) } });
}

/**
 * Refuses to send a batch that would revert for want of approvals.
 *
 * @param batchHash - of hashBatch.
 * @throws ERR_NOT_APPROVED; ERR_REVERTED for an address that is no organization; ERR_NODE_UNREACHABLE.
 * @example
 * await requireApproved(chain, organization, batchHash);
 */
export async function requireApproved(chain: Chain, organization: string, batchHash: string): Promise<void> {
  const { required, approvers } = await readApprovals(chain, organization, batchHash);
  if (approvers.length >= required) return;
  const problem = `Batch ${batchHash} has ${approvers.length} of ${required} approvals. See: org approvals`;
  throw new CscssError("ERR_NOT_APPROVED", problem, { details: { batchHash, required, approvers: approvers.length } });
}
