import { issueBatch } from "../../../../sdk/issuing/issueBatch.ts";
import type { PreparedRecord } from "../../../../sdk/issuing/prepareRecord.ts";
import type { Stage } from "../../demo/Stage.ts";
import type { Holder } from "../subject/makeHolders.ts";
import { prepare } from "../subject/prepare.ts";
import { readClass } from "../subject/readClass.ts";
import type { Progress } from "./Progress.ts";
import { watch } from "./Progress.ts";

const BATCH = 50;

/** Reads the file and issues every row of it, as the university does: batches of one category each. */
export async function issueClass(stage: Stage, file: Uint8Array, holders: readonly Holder[]): Promise<Progress> {
  const { university, nextBatch } = stage;
  const { done, progress } = watch(holders.length);
  const waiting = new Map<string, PreparedRecord[]>();

  async function sendOff(records: readonly PreparedRecord[]): Promise<void> {
    if (records.length === 0) return;
    const keyNumber = university.context.signing.number;
    const { gasUsed, refused } = await issueBatch(university.issuer, university.address, {
      batch: nextBatch(),
      keyNumber,
      records,
    });
    if (refused.size > 0) throw new Error(`${refused.size} records were refused.`);
    done(records.length, gasUsed);
  }

  for (const [index, { document, award }] of readClass(file).entries()) {
    const record = await prepare(stage, holders[index] as Holder, document, { profile: 2, award });
    const records = waiting.get(record.category) ?? [];
    records.push(record);
    waiting.set(record.category, records);
    if (records.length < BATCH) continue;
    waiting.delete(record.category);
    await sendOff(records);
  }
  for (const records of waiting.values()) await sendOff(records);
  return progress;
}
