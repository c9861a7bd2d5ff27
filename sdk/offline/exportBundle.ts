import { hexlify, JsonRpcApiProvider, toQuantity } from "ethers";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { issuerDocumentsOf } from "../did/issuerDocumentsOf.ts";
import { CscssError } from "../errors/CscssError.ts";
import { callView } from "../evm/callView.ts";
import { WalletState } from "../generated/enums.ts";
import type { Answer, QueryInput } from "../generated/structs.ts";
import type { Chain } from "../network/connectChain.ts";
import { connectChain } from "../network/connectChain.ts";
import { openNode } from "../network/Node.ts";
import type { Reading } from "../network/Reading.ts";
import { decodePresentation } from "../presentation/decodePresentation.ts";
import { encodeBlockHeader } from "../proof/blockHeader.ts";
import { presentersOf } from "../verify/checks/holder.ts";
import { queryOf } from "../verify/queryOf.ts";
import type { Bundle, BundleProof } from "./Bundle.ts";
import { pinnedAddresses } from "./pinnedAddresses.ts";
import { readCalls } from "./readCalls.ts";
import { recordReads } from "./recordReads.ts";

/**
 * Puts a presentation together with everything a verifier reads from the chain, to be verified without a node by
 * verifyOffline. Anybody can do it: holder, verifier, or a service in between. Nothing is judged here.
 *
 * @param chain - its provider has to be a JSON-RPC one, whose node keeps the state of the block that is read
 * (head − confirmations) and answers `eth_getProof`.
 * @param options.proof - false leaves the proof out: such a bundle has some 10 KB instead of 170 (43 compressed), and shows
 * nothing by itself.
 * @returns the bundle as JSON text.
 * @throws ERR_ARGUMENT for another provider; ERR_NODE_PROOF if the node's proofs do not fit its answers, or its block was
 * exchanged meanwhile; ERR_NODE_*; what decodePresentation throws.
 * @example
 * const text = await exportBundle(chain, presentation);
 * const small = await exportBundle(chain, presentation, { proof: false });
 */
export async function exportBundle(
  chain: Chain,
  presentation: string,
  options: { readonly proof?: boolean } = {},
): Promise<string> {
  const decoded = decodePresentation(presentation);
  const { keyBinding, credential } = decoded;
  const query = queryOf(decoded, presentersOf(keyBinding, credential.holder.address, nobleSecp256k1));
  const { at, reading } = await findGeneration(chain, query);
  const { provider, generation } = at;
  if (!(provider instanceof JsonRpcApiProvider)) {
    throw new CscssError(
      "ERR_ARGUMENT",
      "Only a JSON-RPC provider gives headers and proofs. Connect the chain with one.",
    );
  }
  const { number, time } = reading.block;
  const header = await readHeader(provider, reading.block);

  const calls = readCalls(generation, query, decoded.credential.holder.address);
  const answer = await provider.call({ to: calls.answer.to, data: hexlify(calls.answer.data), blockTag: number });
  let proof: BundleProof | undefined;
  if (options.proof !== false) {
    const state = recordReads(provider, number);
    const block = { chainId: chain.chainId, number: BigInt(number), time: BigInt(time) };
    const computed = await callView({ state, block }, calls.answer);
    if (hexlify(computed) !== answer) throw refuse("answers otherwise than its state tells");
    await callView({ state, block }, calls.changed);
    for (const address of Object.values(pinnedAddresses(generation))) await state.code(address);
    proof = await state.prove();
  }
  const bundle: Bundle = {
    type: "CscssMeBundle",
    version: 1,
    presentation,
    lens: generation.lens,
    header: encodeBlockHeader(header),
    answer,
    issuerDocument: await documentFor(at, decoded.credential.issuer.did, reading.answer),
    ...(proof && { proof }),
  };
  // Every read named the block by its number: only if that is still the same block do they belong together.
  await readHeader(provider, reading.block);
  return JSON.stringify(bundle);
}

/** The header of a block, as the node has it now. @throws ERR_NODE_PROOF if it has another block of this number */
async function readHeader(
  provider: JsonRpcApiProvider,
  { number, hash }: Reading["block"],
): Promise<Record<string, unknown>> {
  const header: Record<string, unknown> | null = await provider.send("eth_getBlockByNumber", [
    toQuantity(number),
    false,
  ]);
  if (header?.hash !== hash) throw refuse(`has another block ${number} now than a moment ago`);
  return header;
}

/** The generation whose wallet it is, and what its lens says; the oldest where none knows the wallet. */
async function findGeneration({ network, provider }: Chain, query: QueryInput) {
  let found: { at: Chain; reading: Pick<Reading, "block"> & { answer: Answer } } | undefined;
  for (const generation of network.generations.toReversed()) {
    const at = connectChain(network, provider, { generation });
    const { block, answers } = await openNode(at).read([query]);
    const [answer] = answers;
    if (answer === undefined) throw new CscssError("ERR_NODE_BLOCK", "The node answered nothing. Use another node.");
    found = { at, reading: { block, answer } };
    if (answer.wallet.state !== BigInt(WalletState.Unknown)) break;
  }
  if (found === undefined) throw new CscssError("ERR_NETWORK_FILE", "The network file names no generation.");
  return found;
}

/** The issuer's document at the record's block; null where there is no record, or no document to be had. */
async function documentFor(chain: Chain, did: string, { header }: Answer): Promise<unknown> {
  if (header.sequence === 0n) return null;
  try {
    return await issuerDocumentsOf(chain)({ did, blockNumber: Number(header.blockNumber) });
  } catch (error) {
    if (error instanceof CscssError && error.code === "ERR_DID_DOCUMENT") return null;
    throw error;
  }
}

function refuse(problem: string): CscssError {
  return new CscssError("ERR_NODE_PROOF", `The node ${problem}. Try again, or use another node.`);
}
