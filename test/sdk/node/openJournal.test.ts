import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { BatchEntry, JournalHead } from "../../../sdk/issuing/journalEntries.ts";
import { openJournal } from "../../../sdk/node/openJournal.ts";

const HEAD: JournalHead = {
  kind: "head",
  version: 2,
  chainId: 31_337,
  genesisHash: "0x01",
  organization: "0x02",
  account: "0x03",
};
const batch = (hash: string, nonce: number): BatchEntry => {
  const item = { award: `a${nonce}`, studentId: "s", recordId: "0x", content: "c", claimFile: {} as never };
  return { kind: "batch", hash, raw: "0xff".repeat(1000), nonce, items: [item] };
};

describe("the journal of a batch", () => {
  const folder = mkdtempSync(join(tmpdir(), "cscss-journal-"));
  let file: string;
  let count = 0;
  beforeEach(() => {
    file = join(folder, `${count++}.journal`);
    const journal = openJournal(file, HEAD);
    journal.append(batch("0xa", 1));
    journal.append({ kind: "mined", hash: "0xa", blockHash: "0xb", gasUsed: 1, refused: {} });
    journal.append(batch("0xc", 2));
    journal.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("gives back what was written, with the bytes read from the file", () => {
    const journal = openJournal(file, HEAD);
    expect(journal.batches().map(({ hash, outcome }) => [hash, outcome?.kind])).toEqual([
      ["0xa", "mined"],
      ["0xc", undefined],
    ]);
    expect(journal.read("0xc")).toEqual(batch("0xc", 2));
    journal.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("cuts off a last line that was not finished, at any byte, and goes on behind it", () => {
    const whole = readFileSync(file);
    const last = whole.lastIndexOf("\n", whole.length - 2) + 1;
    for (const cut of [last, last + 1, last + 100, whole.length - 1]) {
      writeFileSync(file, whole.subarray(0, cut));
      const journal = openJournal(file, HEAD);
      expect(journal.batches()).toHaveLength(1);
      journal.append(batch("0xd", 3));
      journal.close();
      const again = openJournal(file, HEAD);
      expect(again.read("0xd").nonce).toBe(3);
      again.close();
    }
  });

  it("is begun anew where only a part of its first line was written", () => {
    writeFileSync(file, '{"kind":"hea');
    const journal = openJournal(file, HEAD);
    expect(journal.batches()).toEqual([]);
    journal.close();
    expect(readFileSync(file, "utf8")).toBe(`${JSON.stringify(HEAD)}\n`);
  });

  it.each(["chainId", "genesisHash", "organization", "account"] as const)("is refused with another %s", (name) => {
    expect(() => openJournal(file, { ...HEAD, [name]: "0x99" })).toThrow(
      expect.objectContaining({ code: "ERR_JOURNAL" }),
    );
  });

  it("is refused where an earlier version began it, with what to do", () => {
    writeFileSync(file, readFileSync(file, "utf8").replace('"version":2', '"version":1'));
    const message = expect.stringContaining("Finish it with the version of cscss that began it.");
    expect(() => openJournal(file, HEAD)).toThrow(expect.objectContaining({ code: "ERR_JOURNAL", message }));
  });

  it("is refused where a line in the middle is damaged", () => {
    appendFileSync(file, `nonsense\n${JSON.stringify(batch("0xe", 4))}\n`);
    expect(() => openJournal(file, HEAD)).toThrow(expect.objectContaining({ code: "ERR_JOURNAL" }));
  });
});
