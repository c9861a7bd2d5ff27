import type { Chain } from "@cscss-me/sdk";
import type { Decision } from "@cscss-me/sdk/registry";
import type { Transaction } from "kysely";
import type { Database } from "../store/Database.ts";
import type { Store } from "../store/openStore.ts";
import { appendAudit } from "./auditLog.ts";
import type { Signed } from "./members.ts";
import { agrees, decisionMessage, digestOf, requireMember } from "./members.ts";
import { reopen } from "./relayJournal.ts";

/** An approval that was checked. */
export interface CheckedApproval extends Signed {
  /** The member's earlier signature, where the contract account does not agree to it any more. */
  readonly replaces?: string;
}

/**
 * Checks a signature before anything is written.
 *
 * @throws ERR_NOT_A_MEMBER, ERR_SIGNATURE_WRONG
 */
export async function checkApproval(
  chain: Chain,
  store: Store,
  decision: Decision,
  signed: Signed,
): Promise<CheckedApproval> {
  const message = decisionMessage(chain, decision);
  const member = await requireMember(chain, message, signed);
  const kept = await store
    .selectFrom("approvals")
    .select(["member", "signature"])
    .where("decision", "=", digestOf(message))
    .where("member", "=", member)
    .executeTakeFirst();
  const checked = { member, signature: signed.signature };
  // One that holds stays: many signatures of one account may hold, and each kept would be one more entry of the log.
  const isGone = kept !== undefined && !(await agrees(chain, message, kept));
  return isGone ? { ...checked, replaces: kept.signature } : checked;
}

/** Keeps an approval, with its entry of the audit log; one that is kept already changes nothing. @param time - Unix seconds. */
export async function keepApproval(
  db: Transaction<Database>,
  decision: string,
  { member, signature, replaces }: CheckedApproval,
  time: number,
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("approvals")
    .values({ decision, member, signature, given: time })
    .onConflict((conflict) =>
      conflict
        .columns(["decision", "member"])
        .doUpdateSet({ signature })
        .where("approvals.signature", "=", replaces ?? ""),
    )
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return;
  await appendAudit(db, time, "decision_approved", { decision, member, signature });
  // Only for a member who had not signed: an account that changes its mind for ever shall not use the key's money up.
  if (replaces === undefined) await reopen(db, decision, time);
}
