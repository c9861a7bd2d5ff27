import { readStruct } from "../call/readStruct.ts";
import { CscssError } from "../errors/CscssError.ts";
import { AccreditationStatus } from "../generated/enums.ts";
import type { Chain } from "../network/connectChain.ts";
import { timeInWords } from "../words/chainWords.ts";
import { describeStanding } from "./describeStanding.ts";
import type { AtBlock } from "./readAtOneBlock.ts";
import type { Interval, ReadBlock } from "./Standing.ts";

/** Which day to read, and what counts as the future. */
export interface AccreditationTime {
  /** Unix seconds. */
  readonly time: number;
  /** The reader's clock, Unix seconds. */
  readonly now: number;
  readonly block: ReadBlock;
}

/**
 * The interval of an organization's history that held at a time; undefined if it had not applied by then.
 *
 * @throws ERR_ARGUMENT for a time that has not come: nobody can say what the registry will hold.
 */
export async function readAccreditationAt(
  chain: Chain,
  organization: string,
  { time, now, block }: AccreditationTime,
  at: AtBlock,
): Promise<Interval | undefined> {
  // Not the block's time alone: a chain that is idle stays behind the clock, and its last word still holds.
  const latest = Math.max(now, block.time);
  if (time > latest) {
    throw new CscssError(
      "ERR_ARGUMENT",
      `${time} lies in the future; it is ${timeInWords(latest)} now. Leave the time out to ask about now.`,
      { details: { time, latest } },
    );
  }
  const { accreditationAt } = chain.registry;
  const found = readStruct(accreditationAt, await accreditationAt(organization, time, at));
  if (found.status === BigInt(AccreditationStatus.None)) return undefined;
  return { ...describeStanding(found), evidence: found.evidence };
}
