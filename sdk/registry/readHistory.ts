import { toPlainFields } from "../call/toPlain.ts";
import type * as structs from "../generated/structs.ts";
import type { Node } from "../network/Node.ts";
import { describeIssuer } from "./describeIssuer.ts";
import { describeStanding } from "./describeStanding.ts";
import type { Page } from "./Page.ts";
import { readAboutOne } from "./readAboutOne.ts";
import type { Interval, ReadBlock } from "./Standing.ts";

/** A page of an organization's history, oldest first. */
export interface HistoryReading {
  readonly did: string;
  readonly total: number;
  readonly items: readonly Interval[];
  readonly block: ReadBlock;
}

/**
 * Reads a page of an organization's history.
 *
 * @returns the intervals, how many there are in all, and the block that was read.
 * @throws ERR_ISSUER_UNKNOWN if it never applied; ERR_NODE_* whenever the node gives cause for doubt.
 * @example
 * const { items } = await readHistory(openNode(chain), organization, { offset: 0, limit: 20 });
 */
export async function readHistory(node: Node, organization: string, page: Page): Promise<HistoryReading> {
  const { chain } = node;
  return readAboutOne(node, organization, async (answer, at) => {
    const { did } = describeIssuer(chain.chainId, organization, answer);
    const { historyOf } = chain.registry;
    const result = toPlainFields(
      historyOf.fragment.outputs,
      await historyOf(organization, page.offset, page.limit, at),
    ) as { page: structs.Accreditation[]; total: bigint };
    const items = result.page.map((interval) => ({ ...describeStanding(interval), evidence: interval.evidence }));
    return { did, total: Number(result.total), items };
  });
}
