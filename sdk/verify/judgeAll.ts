import type { FirstBlocker } from "./checks/holder.ts";
import { judgeGrant, judgeHolderBinding } from "./checks/holder.ts";
import { judgeIdentity } from "./checks/identity.ts";
import { judgeAccreditation, judgeIssuerBinding, judgeKeyStanding, judgeSignature } from "./checks/issuer.ts";
import { judgeNetwork } from "./checks/network.ts";
import { judgeHeader, judgeOwnerBinding, judgePayloadHash, judgeSequence, judgeStatus } from "./checks/record.ts";
import type { Facts } from "./Facts.ts";
import { restsOnAnother } from "./judgement.ts";
import type { CheckId, Judgement } from "./Verification.ts";
import { CHECK_IDS } from "./Verification.ts";

/** What each check on the chain judges, and which checks it rests on beside `format` and `network`. */
const CHAIN_CHECKS: Readonly<
  Record<
    Exclude<CheckId, "format" | "disclosures">,
    {
      readonly restsOn: readonly CheckId[];
      judge(facts: Facts, blockerAmong: FirstBlocker): Judgement | Promise<Judgement>;
    }
  >
> = {
  network: { restsOn: ["format"], judge: judgeNetwork },
  header: { restsOn: ["network", "issuer-binding"], judge: judgeHeader },
  "issuer-binding": { restsOn: ["network"], judge: judgeIssuerBinding },
  // Key, time and hash in the header belong to its own payload sequence: of another one they say nothing.
  signature: { restsOn: ["sequence"], judge: judgeSignature },
  "key-standing": { restsOn: ["sequence"], judge: judgeKeyStanding },
  accreditation: { restsOn: ["sequence"], judge: judgeAccreditation },
  "payload-hash": { restsOn: ["sequence"], judge: judgePayloadHash },
  "owner-binding": { restsOn: ["network"], judge: judgeOwnerBinding },
  sequence: { restsOn: ["header"], judge: judgeSequence },
  status: { restsOn: ["header"], judge: judgeStatus },
  "holder-binding": { restsOn: ["network"], judge: judgeHolderBinding },
  grant: { restsOn: ["network"], judge: judgeGrant },
  identity: { restsOn: ["header", "disclosures"], judge: judgeIdentity },
};

/**
 * Makes every check but that of the nonce, first those that others rest on; one that rests on a check that did not pass is not
 * made.
 *
 * @param judged - what needs no chain: format and disclosures.
 */
export async function judgeAll(facts: Facts, judged: Map<CheckId, Judgement>): Promise<Map<CheckId, Judgement>> {
  async function judgeOne(id: CheckId): Promise<Judgement> {
    const known = judged.get(id);
    if (known !== undefined) return known;
    const { restsOn, judge } = CHAIN_CHECKS[id as keyof typeof CHAIN_CHECKS];
    const judgement = (await blockerAmong(restsOn)) ?? (await judge(facts, blockerAmong));
    judged.set(id, judgement);
    return judgement;
  }
  async function blockerAmong(ids: readonly CheckId[]): Promise<Judgement | undefined> {
    for (const id of ids) if ((await judgeOne(id)).outcome !== "passed") return restsOnAnother(id);
    return undefined;
  }
  for (const id of CHECK_IDS) await judgeOne(id);
  return judged;
}
