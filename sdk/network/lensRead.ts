import type { FunctionFragment } from "ethers";
import { abiCodec } from "../call/abiCodec.ts";
import type { Answer, QueryInput, Snapshot } from "../generated/structs.ts";
import { verificationLensInterface } from "../generated/VerificationLens.ts";
import { asNodeDoubt, nodeDoubt } from "./nodeDoubt.ts";
import type { Reading } from "./Reading.ts";

// Not by ethers' Contract: its layers and its coder take longer than the node takes for the call.
const READ = verificationLensInterface.getFunction("read") as FunctionFragment;
const [QUESTION, ANSWER] = [abiCodec(READ.inputs), abiCodec(READ.outputs)];

/** The lens' call for some queries. */
export function encodeLensRead(queries: readonly QueryInput[]): string {
  return READ.selector + QUESTION.encode([queries]);
}

/**
 * Takes the lens' answers apart, one for each query.
 *
 * @param asked - the block that was asked for; an answer of another is cause for doubt.
 * @throws ERR_NODE_*
 */
export function decodeLensRead(
  data: string,
  asked: { readonly block: Reading["block"]; readonly chainId: bigint; readonly count: number },
): Answer[] {
  const { snapshot, answers } = decode(data);
  const { block, chainId, count } = asked;
  if (snapshot.chainId !== chainId) {
    throw nodeDoubt("ERR_NODE_CHAIN", `The node answered from chain ${snapshot.chainId}, not from ${chainId}.`);
  }
  if (snapshot.blockNumber !== BigInt(block.number) || snapshot.time !== BigInt(block.time)) {
    const problem = `The node answered from another block than ${block.number}, which it was asked for.`;
    throw nodeDoubt("ERR_NODE_BLOCK", problem);
  }
  if (answers.length !== count) {
    throw nodeDoubt("ERR_NODE_BLOCK", `The node answered ${answers.length} questions of ${count}.`);
  }
  return answers;
}

/** What the lens returned, as it stands there; nothing about it is checked. @throws what the codec throws */
export function decodeLensReturn(data: string): { snapshot: Snapshot; answers: Answer[] } {
  return ANSWER.decode(data) as unknown as { snapshot: Snapshot; answers: Answer[] };
}

function decode(data: string): { snapshot: Snapshot; answers: Answer[] } {
  try {
    return decodeLensReturn(data);
  } catch (cause) {
    // Where the lens is, its code was checked; so it is the node that answers something else.
    return asNodeDoubt(new RangeError("The node's answer is not an answer of the lens.", { cause }));
  }
}
