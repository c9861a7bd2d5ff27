import { fromRevert } from "./fromRevert.ts";

/**
 * Reads from a node, and tells in our own errors what went wrong.
 *
 * @param read - the calls alone: what is made of them stays outside, so that a mistake of ours is no failing node.
 * @throws as fromRevert has it: ERR_REVERTED, ERR_ARGUMENT, ERR_NODE_UNREACHABLE.
 */
export async function readOrRefuse<Value>(read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    throw fromRevert(error);
  }
}
