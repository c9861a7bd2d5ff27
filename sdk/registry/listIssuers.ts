import { toPlainFields } from "../call/toPlain.ts";
import type { Answer } from "../generated/structs.ts";
import type { Node } from "../network/Node.ts";
import { describeIssuer } from "./describeIssuer.ts";
import type { Page } from "./Page.ts";
import { queryAbout, readAtOneBlock } from "./readAtOneBlock.ts";
import type { Issuer, ReadBlock } from "./Standing.ts";

/** A page of the organizations that ever applied, in the order of their numbers. */
export interface IssuerList {
  readonly total: number;
  readonly items: readonly Issuer[];
  readonly block: ReadBlock;
}

/**
 * Reads a page of the registry.
 *
 * @returns the issuers, how many there are in all, and the block that was read.
 * @throws ERR_NODE_* whenever the node gives cause for doubt.
 * @example
 * const { total, items } = await listIssuers(openNode(chain), { offset: 0, limit: 20 });
 */
export async function listIssuers(node: Node, page: Page): Promise<IssuerList> {
  const { registry, lens, chainId } = node.chain;
  const { value, block } = await readAtOneBlock(node, [], async (_, at) => {
    const total = Number(await registry.organizationCount(at));
    const numbers = Array.from(
      { length: Math.max(0, Math.min(page.limit, total - page.offset)) },
      (_, index) => page.offset + index + 1,
    );
    const addresses = await Promise.all(numbers.map((number) => registry.organizationOf(number, at)));
    const result = await lens.read(addresses.map(queryAbout), at);
    const { answers } = toPlainFields(lens.read.fragment.outputs, result) as { answers: readonly Answer[] };
    return { total, items: answers.map((answer, index) => describeIssuer(chainId, addresses[index] ?? "", answer)) };
  });
  return { ...value, block };
}
