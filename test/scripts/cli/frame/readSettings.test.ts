import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readSettings } from "../../../../scripts/cli/frame/readSettings.ts";

describe("settings", () => {
  const folder = mkdtempSync(join(tmpdir(), "cscss-settings-"));
  const file = join(folder, "cscss.json");
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (content: unknown): string => {
    writeFileSync(file, JSON.stringify(content));
    return file;
  };

  it("count environment over file over default", () => {
    const config = write({ network: "file.json", "rpc-url": "http://file" });
    const settings = readSettings({ CSCSS_RPC_URL: "http://env", CSCSS_QUIET: "1", CSCSS_JSON: "false" }, config);
    expect(settings).toMatchObject({
      network: "file.json",
      "rpc-url": "http://env",
      gas: "auto",
      quiet: true,
      json: false,
    });
  });

  it.each([[{ netwrok: "x" }], [{ network: 1 }], [["network"]], [{ password: "x" }]])("refuse %j", (content) => {
    expect(() => readSettings({}, write(content))).toThrow(expect.objectContaining({ code: "ERR_USAGE" }));
  });
});
