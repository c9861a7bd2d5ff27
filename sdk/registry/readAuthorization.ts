import type { CategoryName } from "../credential/recordTypes.ts";
import { didOf } from "../did/didOf.ts";
import type { ErrorCode } from "../errors/errorCodes.ts";
import type { Answer } from "../generated/structs.ts";
import type { Node } from "../network/Node.ts";
import { timeInWords } from "../words/chainWords.ts";
import { describeStanding } from "./describeStanding.ts";
import { readAboutOne } from "./readAboutOne.ts";
import { readAccreditationAt } from "./readAccreditationAt.ts";
import type { ReadBlock, Standing } from "./Standing.ts";

/** May this organization issue this kind of credential, now or at that time? */
export interface AuthorizationQuestion {
  /** The organization's address. */
  readonly organization: string;
  readonly category: CategoryName;
  /** Unix seconds; absent for now, which is the time of the block read. */
  readonly time?: number | undefined;
  /** The reader's clock, Unix seconds. */
  readonly now: number;
}

/** The answer, with what it rests on. */
export interface Authorization {
  readonly authorized: boolean;
  /** Why, in words; with a stable code whenever the answer is no. */
  readonly reason: { readonly code?: ErrorCode; readonly message: string };
  readonly did: string;
  readonly category: CategoryName;
  /** The time the answer is about, Unix seconds. */
  readonly time: number;
  /** Where the organization stood then; absent if it had not applied. */
  readonly standing?: Standing;
  readonly block: ReadBlock;
}

/**
 * Answers the question from the registry. A no is an answer, not an error: an address that is no organization may not
 * issue either. It is the same judgement that a verification makes of a record issued at that time.
 *
 * @returns the answer, why, and the block it was read at.
 * @throws ERR_ARGUMENT for a time to come; ERR_NODE_* whenever the node gives cause for doubt.
 * @example
 * const question = { organization, category: "higher_education", now } as const;
 * const { authorized, reason } = await readAuthorization(openNode(chain), question);
 */
export async function readAuthorization(node: Node, question: AuthorizationQuestion): Promise<Authorization> {
  const { organization, category, now } = question;
  const { chain } = node;
  const did = didOf(chain.chainId, organization);
  return readAboutOne(node, organization, async (answer, at, block) => {
    const time = question.time ?? block.time;
    const standing =
      question.time === undefined
        ? standingNow(answer)
        : await readAccreditationAt(chain, organization, { time, now, block }, at);
    return { did, category, time, ...(standing && { standing }), ...judge(answer, standing, category, time) };
  });
}

/** Today's standing, as issuing itself is judged by: a change in this very second already counts. */
function standingNow({ issuer }: Answer): Standing | undefined {
  return issuer.number === 0n ? undefined : describeStanding(issuer);
}

function judge(answer: Answer, standing: Standing | undefined, category: CategoryName, time: number) {
  const { issuer, issuerIsOrganization } = answer;
  if (!issuerIsOrganization) return no("ERR_ISSUER_UNKNOWN", "It is not an organization of this network.");
  if (standing === undefined) return no("ERR_NOT_ACCREDITED", "It had not applied to the registry by then.");
  if (issuer.fraudSince !== 0n && issuer.fraudSince <= BigInt(time)) {
    const since = timeInWords(issuer.fraudSince);
    return no("ERR_ISSUER_FRAUD", `It was found fraudulent; what it issued since ${since} is void.`);
  }
  if (standing.status !== "accredited") {
    const why = standing.status === "withdrawn" && standing.reason !== undefined ? ` (${standing.reason})` : "";
    return no("ERR_NOT_ACCREDITED", `It was not accredited then, but ${standing.status}${why}.`);
  }
  if (!standing.categories.includes(category)) {
    const others = standing.categories.join(", ");
    return no("ERR_NOT_ACCREDITED", `It was accredited for ${others}, but not for ${category}.`);
  }
  const whom = standing.authority === "direct" ? "to holders enrolled with it" : "to any holder";
  const since = timeInWords(standing.from);
  return { authorized: true, reason: { message: `Accredited for ${category}, ${whom}; so it stands since ${since}.` } };
}

function no(code: ErrorCode, message: string): Pick<Authorization, "authorized" | "reason"> {
  return { authorized: false, reason: { code, message } };
}
