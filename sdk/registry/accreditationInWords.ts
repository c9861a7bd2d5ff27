import type { CategoryName } from "../credential/recordTypes.ts";
import { CATEGORIES } from "../credential/recordTypes.ts";
import { AccreditationStatus, Authority } from "../generated/enums.ts";
import type { Accreditation, Standing } from "../generated/structs.ts";
import { memberInWords, standingInWords } from "../verify/words.ts";

/** An accreditation, now or then, in words. */
export interface AccreditationInWords {
  /** "accredited", "withdrawn (closed)", …; "none" for one that never applied. */
  readonly standing: string;
  readonly accredited: boolean;
  readonly authority: "direct" | "cross" | "none";
  readonly categories: readonly CategoryName[];
  /** Unix seconds; 0 where there is none. */
  readonly from: number;
  readonly until: number;
}

/** Puts what the registry answers into words. */
export function accreditationInWords(
  found: Pick<Standing | Accreditation, "status" | "authority" | "categories" | "reason" | "from" | "until">,
): AccreditationInWords {
  const names = Object.entries(CATEGORIES) as [CategoryName, number][];
  return {
    standing: standingInWords(found),
    accredited: found.status === BigInt(AccreditationStatus.Accredited),
    authority: memberInWords(Authority, found.authority) as AccreditationInWords["authority"],
    categories: names.filter(([, number]) => ((found.categories >> BigInt(number)) & 1n) === 1n).map(([name]) => name),
    from: Number(found.from),
    until: Number(found.until),
  };
}
