import type { ResolvedDisclosures } from "../../disclosure/resolveDisclosures.ts";
import { failed, passed } from "../judgement.ts";
import type { Judgement } from "../Verification.ts";

/** Every disclosure matches exactly one digest and overwrites nothing. Needs no chain. */
export function judgeDisclosures({
  disclosed,
  problems,
}: Pick<ResolvedDisclosures, "disclosed" | "problems">): Judgement {
  const [problem] = problems;
  if (problem !== undefined) return failed(problem.code, problem.message, { problems });
  return passed(disclosed.length === 0 ? "Nothing was disclosed." : `Disclosed: ${disclosed.join(", ")}.`);
}
