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

  it("are the defaults where nothing is said; what is empty says nothing", () => {
    process.chdir(folder);
    rmSync(file, { force: true });
    expect(readSettings({ CSCSS_NETWORK: "", CSCSS_KEYSTORE: "" }, undefined)).toEqual({
      network: ".cscss/network.json",
      "rpc-url": "http://127.0.0.1:8545",
      gas: "auto",
    });
  });

  it("are read from the file that is named, else from the environment's, else from this folder's", () => {
    process.chdir(folder);
    const named = (name: string): string => {
      writeFileSync(join(folder, name), JSON.stringify({ network: name }));
      return join(folder, name);
    };
    const [given, set] = [named("given.json"), named("set.json")];
    named("cscss.json");
    expect(readSettings({ CSCSS_CONFIG: set }, given).network).toBe("given.json");
    expect(readSettings({ CSCSS_CONFIG: set }, undefined).network).toBe("set.json");
    expect(readSettings({}, undefined).network).toBe("cscss.json");
    expect(() => readSettings({}, join(folder, "nowhere.json"))).toThrow(expect.objectContaining({ code: "ERR_FILE" }));
    rmSync(join(folder, "cscss.json"));
  });

  it.each([
    ["1", true],
    ["yes", true],
    ["true", true],
    ["0", false],
    ["false", false],
  ])("take CSCSS_QUIET=%s for %s", (text, quiet) => {
    expect(readSettings({ CSCSS_QUIET: text }, undefined).quiet).toBe(quiet);
  });

  it("say what is wrong, and what there is", () => {
    expect(() => readSettings({}, write({ netwrok: "x" }))).toThrow(/"netwrok".* network, rpc-url, /);
    expect(() => readSettings({}, write({ quiet: "yes" }))).toThrow(/"quiet".*boolean/);
    expect(() => readSettings({}, write({ toString: "x" }))).toThrow(expect.objectContaining({ code: "ERR_USAGE" }));
  });

  it.each([[{ netwrok: "x" }], [{ network: 1 }], [["network"]], [[]], [null], [{ password: "x" }]])(
    "refuse %j",
    (content) => {
      expect(() => readSettings({}, write(content))).toThrow(expect.objectContaining({ code: "ERR_USAGE" }));
    },
  );
});
