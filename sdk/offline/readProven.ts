import { encodeHex } from "../bytes/hex.ts";
import { keccak256 } from "../crypto/keccak256.ts";
import { CscssError } from "../errors/CscssError.ts";
import { callView } from "../evm/callView.ts";
import type { Answer, QueryInput } from "../generated/structs.ts";
import type { Generation, PinnedContract } from "../network/NetworkFile.ts";
import type { BlockHeader } from "../proof/blockHeader.ts";
import { byHash } from "../proof/lookUpInTrie.ts";
import { provenState } from "../proof/provenState.ts";
import type { BundleProof } from "./Bundle.ts";
import { decodeAnswer } from "./decodeAnswer.ts";
import { pinnedAddresses } from "./pinnedAddresses.ts";
import { readCalls } from "./readCalls.ts";

/** What a proven state tells of one presentation. */
interface Proven {
  readonly answer: Answer;
  /** Whether the holder ever changed anything in ERC-1056: where not, its logs hold no key. */
  readonly holderChanged: boolean;
}

/**
 * Asks the lens and ERC-1056, over the proven state of a block, what a verifier with a node would ask them. Nothing the bundle claims
 * comes into it: the codes are those the network file pins or those the proven state names, run here.
 *
 * @throws ERR_PROOF, ERR_VIEW
 */
export async function readProven(
  proof: BundleProof,
  at: { readonly chainId: bigint; readonly generation: Generation; readonly header: BlockHeader },
  query: QueryInput,
  holder: string,
): Promise<Proven> {
  const { chainId, generation, header } = at;
  const state = provenState(header.stateRoot, byHash(proof.nodes), byHash(proof.codes));
  for (const [name, address] of Object.entries(pinnedAddresses(generation))) {
    const hash = encodeHex(keccak256(await state.code(address)));
    if (hash !== generation.codeHashes[name as PinnedContract]) {
      const problem = `At ${address} (${name}) stands other code than the network file pins.`;
      throw new CscssError("ERR_PROOF", `${problem} The block is of another chain, or older than the contracts.`);
    }
  }
  const block = { chainId, number: BigInt(header.number), time: BigInt(header.time) };
  const { answer, changed } = readCalls(generation, query, holder);
  return {
    answer: decodeAnswer(encodeHex(await callView({ state, block }, answer))),
    holderChanged: BigInt(encodeHex(await callView({ state, block }, changed))) !== 0n,
  };
}
