import type { HolderConsent } from "./HolderConsent.ts";
import type { Refusal } from "./Refusal.ts";

/** Which consent counts for each student, and why none of those handed in does for others. */
export interface ChosenConsents {
  readonly byStudent: ReadonlyMap<string, HolderConsent>;
  /** The reason in words, by student number. */
  readonly refused: ReadonlyMap<string, string>;
}

const UNCLAIMED =
  "the consent came without a claim link, so that nobody knows whose it is. Make a link: cscss org claims; or give --allow-unclaimed-consents if you know who handed it in";
const COLLIDING =
  "consents for different wallets claim this student. Remove the wrong ones, or make this student a new link: cscss org claims --renew STUDENT";

/**
 * Chooses one consent a student. A student number is no secret: what came with nothing else counts only where the
 * organization says that it knows who handed it in. Of a student's several consents the forged do not count,
 * whatever they say: anybody can change a copy. Where the others disagree about the wallet none counts, for one of them
 * would bring a diploma into a stranger's wallet; of those for the same wallet the contracts' choice, then the one that
 * can be used longest.
 *
 * @param findRefusals - asks the contracts; only about students with several consents.
 */
export async function chooseConsents(
  { claimed, unclaimed }: { readonly claimed: readonly HolderConsent[]; readonly unclaimed: readonly HolderConsent[] },
  allowUnclaimed: boolean,
  findRefusals: (consents: readonly HolderConsent[]) => Promise<ReadonlyMap<HolderConsent, Refusal>>,
): Promise<ChosenConsents> {
  const byStudent = new Map<string, HolderConsent>();
  const refused = new Map<string, string>();
  if (!allowUnclaimed) for (const { studentId } of unclaimed) refused.set(studentId, UNCLAIMED);
  const usable = allowUnclaimed ? [...claimed, ...unclaimed] : claimed;
  const groups = Map.groupBy(usable, (consent) => consent.studentId);
  const refusals = await findRefusals([...groups.values()].filter(({ length }) => length > 1).flat());
  for (const [studentId, consents] of groups) {
    const signed = consents.filter((consent) => refusals.get(consent) !== "forged");
    // Where all are forged, the contracts' own words say so when the first is tried.
    const candidates = signed.length > 0 ? signed : consents;
    const [best, ...others] = candidates.toSorted(
      (one, other) => Number(refusals.has(one)) - Number(refusals.has(other)) || deadlineOf(other) - deadlineOf(one),
    );
    if (best === undefined) continue;
    refused.delete(studentId);
    if (others.every((other) => walletIn(other) === walletIn(best))) byStudent.set(studentId, best);
    else refused.set(studentId, `${candidates.length} ${COLLIDING}`);
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
