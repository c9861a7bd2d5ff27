import type { FunctionFragment } from "ethers";
import { toPlainFields } from "../contract/toPlain.ts";
import type { Answer, QueryInput, Snapshot } from "../generated/structs.ts";
import { verificationLensInterface } from "../generated/VerificationLens.ts";
import type { Reading } from "./Node.ts";
import { asNodeDoubt, nodeDoubt } from "./nodeDoubt.ts";

// Encoded and decoded here and not by ethers' Contract, whose layers take as long as the node takes for the call.
const READ = verificationLensInterface.getFunction("read") as FunctionFragment;

/** The lens' call for some queries. */
export function encodeLensRead(queries: readonly QueryInput[]): string {
  return verificationLensInterface.encodeFunctionData(READ, [queries]);
}

/**
 * Takes the lens' answers apart, one for each query.
 *
 * @param block - the one that was asked for; an answer of another is cause for doubt.
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

function decode(data: string): { snapshot: Snapshot; answers: Answer[] } {
  try {
    const result = verificationLensInterface.decodeFunctionResult(READ, data);
    return toPlainFields(READ.outputs, result) as unknown as { snapshot: Snapshot; answers: Answer[] };
  } catch (error) {
    return asNodeDoubt(error);
  }
}
