import { CscssError } from "../errors/CscssError.ts";
import type { Answer } from "../generated/structs.ts";
import type { Node } from "../network/Node.ts";
import type { AtBlock } from "./readAtOneBlock.ts";
import { readAtOneBlock } from "./readAtOneBlock.ts";
import type { ReadBlock } from "./Standing.ts";

/** Like readAtOneBlock, for one organization; the block stands in the result beside what was read. */
export async function readAboutOne<Value extends object>(
  node: Node,
  organization: string,
  read: (answer: Answer, at: AtBlock, block: ReadBlock) => Promise<Value>,
): Promise<Value & { readonly block: ReadBlock }> {
  const { value, block } = await readAtOneBlock(node, [organization], ([answer], at, readBlock) => {
    if (answer === undefined) throw new CscssError("ERR_NODE_BLOCK", "The node answered with nothing. Try again.");
    return read(answer, at, readBlock);
  });
  return { ...value, block };
}
