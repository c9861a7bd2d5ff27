import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { GraduateRow } from "../../../sdk/inputs/GraduateRow.ts";
import type { BatchJournal, KnownBatch } from "../../../sdk/issuing/BatchJournal.ts";
import type { RefusedItem } from "../../../sdk/issuing/journalEntries.ts";
import { awardsUnderWay, contentOf, outcomesOf } from "../../../sdk/issuing/planBatch.ts";

const AWARDS = ["a", "b", "c"];

/** A batch of the three awards. */
function batch(hash: string, outcome?: KnownBatch["outcome"]): KnownBatch {
  const items = AWARDS.map((award) => ({ award, studentId: "s", recordId: `0x${award}`, content: `content ${award}` }));
  return { hash, hashes: [hash], nonce: 1, items, ...(outcome && { outcome }) };
}
function mined(hash: string, refused: Readonly<Record<string, RefusedItem>>, transaction?: string): KnownBatch {
  return batch(hash, {
    kind: "mined",
    hash,
    blockHash: "0xb",
    gasUsed: 1,
    refused,
    ...(transaction === undefined ? {} : { transaction }),
  });
}
function journalOf(...batches: readonly KnownBatch[]): BatchJournal {
  const none = (): never => {
    throw new RangeError("Nothing else is asked of it.");
  };
  return { batches: () => batches, append: none, read: none, latest: none };
}

describe("what became of awards, by the journal", () => {
  it("goes by the name of the wallet's error, whatever its words", () => {
    const refused = {
      0: { error: "WalletRecordExists", args: ["0x0a"] },
      1: { error: "WalletRecordExistsNot", args: [] },
    };
    const outcomes = outcomesOf(journalOf(mined("0x1", refused)));
    expect(Object.fromEntries(outcomes)).toEqual({
      a: {
        status: "exists",
        recordId: "0xa",
        content: "content a",
        transaction: "0x1",
        reason: "WalletRecordExists(0x0a)",
      },
      b: {
        status: "refused",
        recordId: "0xb",
        content: "content b",
        transaction: "0x1",
        reason: "WalletRecordExistsNot()",
      },
      c: { status: "issued", recordId: "0xc", content: "content c", transaction: "0x1" },
    });
  });

  it("names the transaction that was mined, and stays issued whatever a second try met", () => {
    const again = mined("0x2", { 0: { error: "WalletRecordExists", args: ["0x0a"] } });
    const outcomes = outcomesOf(journalOf(mined("0x1", {}, "0x9"), again));
    expect(outcomes.get("a")).toEqual({ status: "issued", recordId: "0xa", content: "content a", transaction: "0x9" });
  });

  it("is unknown while a batch is under way, and where one failed as a whole", () => {
    const failed = batch("0x1", { kind: "failed", hash: "0x1", cause: "reverted" });
    expect(outcomesOf(journalOf(failed, batch("0x2"))).size).toBe(0);
    expect(awardsUnderWay(journalOf(failed))).toEqual(new Set());
    expect(awardsUnderWay(journalOf(failed, batch("0x2")))).toEqual(new Set(AWARDS));
  });
});

describe("contentOf", () => {
  const row: GraduateRow = {
    place: "line 2",
    diplomaNumber: "2026/1",
    studentId: "S1",
    recordType: "degree",
    claims: { familyName: "Åkesson", awardTitle: "BSc" },
    awardDate: "2026-10-04",
  };

  it("is the SHA-256 of what is awarded, in canonical form and without its place in the file", () => {
    const canonical =
      '{"awardDate":"2026-10-04","claims":{"awardTitle":"BSc","familyName":"Åkesson"},"diplomaNumber":"2026/1","recordType":"degree","studentId":"S1","validUntil":0}';
    const expected = createHash("sha256").update(canonical).digest("hex");
    expect(contentOf(row)).toBe(expected);
    expect(contentOf({ ...row, place: "line 9" })).toBe(expected);
    expect(contentOf({ ...row, validUntil: 1 })).not.toBe(expected);
  });
});
