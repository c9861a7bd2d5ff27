import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { dataFolderOf, settingsFileOf } from "../../../../scripts/cli/frame/ownFolders.ts";
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
      network: join(folder, "file.json"),
      "rpc-url": "http://env",
      gas: "auto",
      quiet: true,
      json: false,
    });
  });

  it("are the defaults where nothing is said; what is empty says nothing, and this folder says nothing", () => {
    process.chdir(folder);
    writeFileSync(join(folder, "cscss.json"), JSON.stringify({ network: "theirs.json" }));
    expect(
      readSettings({ CSCSS_NETWORK: "", CSCSS_KEYSTORE: "", CSCSS_HOME: join(folder, "none") }, undefined),
    ).toEqual({
      "rpc-url": "http://127.0.0.1:8545",
      gas: "auto",
    });
    rmSync(join(folder, "cscss.json"));
  });

  it("are the user's own where no file is named, unless others can write them", () => {
    const own = join(folder, "settings.json");
    writeFileSync(own, '{"network":"mine.json","link-base":"https://mine.example/"}');
    const env = { CSCSS_HOME: folder };
    expect(readSettings(env, undefined)).toMatchObject({ network: join(folder, "mine.json") });
    expect(readSettings(env, write({ gas: "free" }))).not.toHaveProperty("network");
    expect(readSettings({ ...env, CSCSS_CONFIG: write({ gas: "free" }) }, undefined)).toMatchObject({ gas: "free" });
    chmodSync(own, 0o666);
    expect(() => readSettings(env, undefined)).toThrow(expect.objectContaining({ code: "ERR_FILE" }));
  });

  it.each([
    [{ CSCSS_HOME: "/own", XDG_CONFIG_HOME: "/x" }, "linux", "/own/settings.json", "/own/data"],
    [{ XDG_CONFIG_HOME: "/x", XDG_DATA_HOME: "/y", HOME: "/h" }, "linux", "/x/cscss/settings.json", "/y/cscss"],
    [{ XDG_CONFIG_HOME: "x", HOME: "/h" }, "darwin", "/h/.config/cscss/settings.json", "/h/.local/share/cscss"],
    [{ APPDATA: "/a", LOCALAPPDATA: "/l", HOME: "/h" }, "win32", "/a/cscss/settings.json", "/l/cscss"],
  ] as const)("of %j on %s are %s, and the data in %s", (env, platform, settings, data) => {
    expect([settingsFileOf(env, platform), dataFolderOf(env, platform)]).toEqual([settings, data]);
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
