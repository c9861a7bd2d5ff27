import type { HolderConsent } from "../../sdk/organization/HolderConsent.ts";
import type { ResolvedConsents } from "./claimLinks.ts";

/** Which consent counts for each student, and why none of those handed in does for others. */
export interface ChosenConsents {
  readonly byStudent: ReadonlyMap<string, HolderConsent>;
  /** The reason in words, by student number. */
  readonly refused: ReadonlyMap<string, string>;
}

const UNCLAIMED =
  "the consent came without a claim link, so that nobody knows whose it is. Make a link: cscss org claims; or give --allow-unclaimed-consents if you know who handed it in";
const COLLIDING =
  "consents for different wallets claim this student. Remove the wrong ones, or make a new link: cscss org claims --renew";

/**
 * Chooses one consent a student. A student number is no secret: what came with nothing else counts only where the
 * organization says that it knows who handed it in. Where several disagree about the wallet none counts, for one of
 * them would bring a diploma into a stranger's wallet; of several for the same wallet the one that can be used longest.
 */
export function chooseConsents(
  { claimed, unclaimed }: Pick<ResolvedConsents, "claimed" | "unclaimed">,
  allowUnclaimed: boolean,
): ChosenConsents {
  const byStudent = new Map<string, HolderConsent>();
  const refused = new Map<string, string>();
  if (!allowUnclaimed) for (const { studentId } of unclaimed) refused.set(studentId, UNCLAIMED);
  const usable = allowUnclaimed ? [...claimed, ...unclaimed] : claimed;
  for (const [studentId, consents] of Map.groupBy(usable, (consent) => consent.studentId)) {
    const [longest, ...others] = consents.toSorted((one, other) => deadlineOf(other) - deadlineOf(one));
    if (longest === undefined) continue;
    refused.delete(studentId);
    if (others.every((other) => walletIn(other) === walletIn(longest))) byStudent.set(studentId, longest);
    else refused.set(studentId, `${consents.length} ${COLLIDING}`);
  }
  return { byStudent, refused };
}

function walletIn({ wallet }: HolderConsent): string {
  return `${wallet.owner}/${wallet.profile}/${wallet.index}`;
}

/** Both signatures have to be good still. */
function deadlineOf({ creation, enrolment }: HolderConsent): number {
  return Math.min(Number(creation.consent.deadline), Number(enrolment.enrolment.deadline));
}
