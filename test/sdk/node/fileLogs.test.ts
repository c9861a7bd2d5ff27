import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { KeptLogs } from "../../../sdk/network/LogMemory.ts";
import { fileLogs } from "../../../sdk/node/fileLogs.ts";

const HASH = `0x${"ab".repeat(32)}`;
const KEPT: KeptLogs = {
  fromBlock: 5,
  toBlock: 90,
  blockHash: HASH,
  logs: [
    {
      address: `0x${"A1".repeat(20)}`,
      topics: [HASH],
      data: "0x0011",
      blockNumber: 7,
      blockHash: HASH,
      transactionHash: HASH,
      transactionIndex: 0,
      index: 3,
    },
  ],
};

describe("fileLogs", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cscss-logs-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const only = () => join(folder, String(readdirSync(folder)[0]));

  it("keeps logs for another process, by their key", async () => {
    expect(await fileLogs(join(folder, "new")).read("a")).toBeUndefined();
    await fileLogs(folder).write("a", KEPT);
    expect(await fileLogs(folder).read("a")).toEqual(KEPT);
    expect(await fileLogs(folder).read("b")).toBeUndefined();
    await fileLogs(folder).write("a", { ...KEPT, toBlock: 95 });
    expect(await fileLogs(folder).read("a")).toEqual({ ...KEPT, toBlock: 95 });
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it.each<[string, (text: string) => string]>([
    ["cut off", (text) => text.slice(0, -3)],
    ["of another key", (text) => text.replace('"key":"a"', '"key":"b"')],
    ["with a block that is no number", (text) => text.replace('"toBlock":90', '"toBlock":"90"')],
    ["with a log outside its blocks", (text) => text.replace('"blockNumber":7', '"blockNumber":91')],
    ["with an address that is none", (text) => text.replace("0xA1", "0xZZ")],
    ["with a topic too short", (text) => text.replace(`["${HASH}"]`, '["0xab"]')],
    ["with a log that is none", (text) => text.replace(/"logs":\[.*\]/, '"logs":[7]')],
    ["with a hash that is none", (text) => text.replace(/"blockHash":"0xab/, '"blockHash":"0xzz')],
  ])("takes a file %s for none", async (_, damage) => {
    await fileLogs(folder).write("a", KEPT);
    const text = readFileSync(only(), "utf8");
    expect(damage(text)).not.toBe(text);
    writeFileSync(only(), damage(text));
    expect(await fileLogs(folder).read("a")).toBeUndefined();
  });

  it("says which folder it cannot use", async () => {
    writeFileSync(join(folder, "file"), "");
    const logs = fileLogs(join(folder, "file"));
    await expect(logs.write("a", KEPT)).rejects.toMatchObject({ code: "ERR_FILE" });
    chmodSync(folder, 0o700);
    await expect(logs.read("a")).rejects.toMatchObject({ code: "ERR_FILE" });
  });
});
