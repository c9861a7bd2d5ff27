import type { HolderKeys } from "../did/HolderKeys.ts";
import type { IssuerKeys } from "../did/IssuerKeys.ts";
import { CscssError } from "../errors/CscssError.ts";
import { WalletState } from "../generated/enums.ts";
import type { Answer } from "../generated/structs.ts";
import { decodeLensRead, encodeLensRead } from "../network/lensRead.ts";
import { asNodeDoubt, isNodeDoubt } from "../network/nodeDoubt.ts";
import type { Reading } from "../network/Reading.ts";
import type { Examined, ExamineOptions, Presented } from "./examine.ts";
import { examine } from "./examine.ts";
import type { Verification } from "./Verification.ts";

/** One generation of contracts, as a chunk of presentations asks about it. */
export interface ChunkSource {
  /** Calls the lens at the moment's block. @throws ERR_NODE_* */
  callLens(data: string, block: Reading["block"]): Promise<string>;
  readonly issuerKeys: IssuerKeys;
  readonly holderKeys: HolderKeys;
}

/** When everything is judged. */
export interface Moment {
  readonly block: Reading["block"];
  /** The verifier's clock, Unix seconds. */
  readonly now: number;
}

/** What the chain said about one item, or the doubt in it. */
type Found = ({ readonly answer: Answer } & Moment & Pick<ChunkSource, "issuerKeys" | "holderKeys">) | CscssError;

/**
 * Verifies some presentations with one call of each generation's lens, all but their nonces.
 *
 * @param moment - or why there is none: then nothing that needs the chain can be checked.
 * @param sources - newest generation first.
 */
export async function verifyChunk(
  items: readonly Presented[],
  moment: Moment | CscssError,
  sources: readonly ChunkSource[],
  options: ExamineOptions,
): Promise<Verification[]> {
  const examined = items.map((item) => examine(item, options));
  const asking = examined.filter((one) => "query" in one);
  const found =
    moment instanceof CscssError
      ? new Map<Examined, Found>(asking.map((one) => [one, moment]))
      : await consult(asking, moment, sources, options.chainId);
  return Promise.all(
    examined.map(async (one) => {
      if ("verdict" in one) return one;
      const reading = found.get(one) as Found;
      if (reading instanceof CscssError) return one.doubt(reading);
      try {
        return await one.judge(reading);
      } catch (error) {
        return one.doubt(error);
      }
    }),
  );
}

/** Asks the newest generation about all, and each older one about those whose wallets the newer did not know. */
async function consult(
  asking: readonly Examined[],
  moment: Moment,
  sources: readonly ChunkSource[],
  chainId: bigint,
): Promise<Map<Examined, Found>> {
  const found = new Map<Examined, Found>();
  let open = asking;
  for (const source of sources) {
    if (open.length === 0) break;
    const answers = await read(open, { source, block: moment.block, chainId });
    open.forEach((one, index) => {
      const answer = answers[index] as Answer | CscssError;
      const { issuerKeys, holderKeys } = source;
      found.set(one, answer instanceof CscssError ? answer : { answer, issuerKeys, holderKeys, ...moment });
    });
    open = open.filter((_, index) => {
      const answer = answers[index] as Answer | CscssError;
      return !(answer instanceof CscssError) && answer.wallet.state === BigInt(WalletState.Unknown);
    });
  }
  return found;
}

/** An answer for each; where a call fails as a whole, its halves are asked, so that it fails for nobody who is not at fault. */
async function read(
  asking: readonly Examined[],
  at: { readonly source: ChunkSource; readonly block: Reading["block"]; readonly chainId: bigint },
): Promise<(Answer | CscssError)[]> {
  const { source, block, chainId } = at;
  try {
    const data = await source.callLens(encodeLensRead(asking.map(({ query }) => query)), block);
    return decodeLensRead(data, { block, chainId, count: asking.length });
  } catch (thrown) {
    const error = doubtIn(thrown);
    if (asking.length === 1 || !mayBeOneItems(error)) return asking.map(() => error);
    const half = asking.length >> 1;
    return [...(await read(asking.slice(0, half), at)), ...(await read(asking.slice(half), at))];
  }
}

function doubtIn(thrown: unknown): CscssError {
  try {
    return asNodeDoubt(thrown);
  } catch (error) {
    if (isNodeDoubt(error)) return error;
    throw error;
  }
}

/** Whether fewer items might be answered: the node did answer, but not as it should. */
function mayBeOneItems({ code, details }: CscssError): boolean {
  return code === "ERR_NODE_UNREACHABLE" && details.away !== true;
}
