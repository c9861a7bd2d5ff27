import { describe, expect, it } from "vitest";
import { ConfigError } from "../../oracle-service/config/ConfigError.ts";
import type { Config } from "../../oracle-service/config/readConfig.ts";
import { readConfig } from "../../oracle-service/config/readConfig.ts";
import type { KeyFile } from "../../oracle-service/config/readKeyFile.ts";

const HASH = `0x${"11".repeat(32)}`;
const ADDRESS = `0x${"22".repeat(20)}`;
const NETWORK = {
  type: "CscssMeNetwork",
  version: 1,
  name: "test",
  chainId: 31337,
  genesisHash: HASH,
  confirmations: 0,
  generations: [
    {
      fromBlock: 0,
      registry: ADDRESS,
      factories: { organizations: ADDRESS, wallets: ADDRESS },
      walletCode: { 1: ADDRESS, 2: ADDRESS, 3: ADDRESS },
      lens: ADDRESS,
      didRegistry: ADDRESS,
      governance: { manager: ADDRESS, council: ADDRESS },
      codeHashes: { registry: HASH, organizations: HASH, wallets: HASH, lens: HASH, didRegistry: HASH },
    },
  ],
};
const GOOD = { CSCSS_NETWORK_FILE: "network.json", CSCSS_RPC_URL: "https://node.example/key" };

const KEY = `0x${"5c".repeat(32)}`;
const KEY_FILES: Readonly<Record<string, KeyFile>> = {
  good: { text: `${KEY}\n`, mode: 0o100600 },
  open: { text: KEY, mode: 0o100640 },
  short: { text: KEY.slice(0, -1), mode: 0o100600 },
  none: { text: `0x${"ff".repeat(32)}`, mode: 0o100600 },
};

function read(environment: Record<string, string | undefined>, text = JSON.stringify(NETWORK)): Config {
  return readConfig(environment, (path) => {
    if (path === "network.json") return { text, mode: 0o100644 };
    const key = KEY_FILES[path];
    if (key !== undefined) return key;
    throw new Error("ENOENT: no such file");
  });
}

function mistakesOf(environment: Record<string, string | undefined>, text?: string): readonly string[] {
  try {
    read(environment, text);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
}

describe("readConfig", () => {
  it("needs a network file and a node, and has a default for everything else", () => {
    expect(read({ ...GOOD, PATH: "/usr/bin" })).toEqual({
      network: NETWORK,
      rpcUrls: ["https://node.example/key"],
      store: { kind: "sqlite", file: "oracle-service.db" },
      publicUrl: "",
      reviewToken: undefined,
      metricsToken: undefined,
      relayer: undefined,
      maxGasPrice: 500_000_000_000n,
      pollMs: 1_000,
      rpcTimeoutMs: 5_000,
      host: "127.0.0.1",
      port: 8080,
      logLevel: "info",
      trustedProxies: [],
      stopMs: 10_000,
      limits: {
        bodyBytes: 300_000,
        ratePerMinute: 300,
        concurrency: 64,
        arrivalMs: 10_000,
        answerMs: 15_000,
        waitingRequests: 50_000,
        waitingPerClient: 500,
        papersBytes: 8_000_000,
        papersTotalBytes: 2_000_000_000,
        papersPerMinute: 10,
      },
    });
  });

  it("takes what is set", () => {
    const config = read({
      ...GOOD,
      CSCSS_SERVICE_HOST: "0.0.0.0",
      CSCSS_SERVICE_PORT: "0",
      CSCSS_SERVICE_LOG_LEVEL: "warn",
      CSCSS_SERVICE_TRUSTED_PROXIES: "10.0.0.0/8, ::1",
      CSCSS_SERVICE_CONCURRENCY: "7",
    });
    expect(config).toMatchObject({ host: "0.0.0.0", port: 0, logLevel: "warn", limits: { concurrency: 7 } });
    expect(config.trustedProxies).toEqual(["10.0.0.0/8", "::1"]);
  });

  it("names every mistake in one message", () => {
    const mistakes = mistakesOf({
      CSCSS_NETWORK_FILE: "other.json",
      CSCSS_SERVICE_PORT: "65536",
      CSCSS_SERVICE_HOST: "",
      CSCSS_SERVICE_LOG_LEVEL: "loud",
      CSCSS_SERVICE_TRUSTED_PROXIES: "everybody",
      CSCSS_SERVICE_CONCURRENCY: "0",
      CSCSS_SERVICE_BODY_BYTES: "1e6",
      CSCSS_SERVICE_RATE: "3",
    });
    expect(mistakes.map((mistake) => mistake.split(" ")[0]).sort()).toEqual([
      "CSCSS_NETWORK_FILE",
      "CSCSS_RPC_URL",
      "CSCSS_SERVICE_BODY_BYTES",
      "CSCSS_SERVICE_CONCURRENCY",
      "CSCSS_SERVICE_HOST",
      "CSCSS_SERVICE_LOG_LEVEL",
      "CSCSS_SERVICE_PORT",
      "CSCSS_SERVICE_RATE",
      "CSCSS_SERVICE_TRUSTED_PROXIES",
    ]);
    expect(new ConfigError(mistakes).message.split("\n")).toHaveLength(mistakes.length + 1);
  });

  it("refuses numbers that are not plainly written", () => {
    for (const port of ["", " 80", "+80", "080", "0x50", "80.0", "-1", "١"]) {
      expect(mistakesOf({ ...GOOD, CSCSS_SERVICE_PORT: port })).toHaveLength(1);
    }
  });

  it("never repeats the node's URL, which may hold a password", () => {
    for (const url of ["ftp://user:secret@node", "secret", "", "http://"]) {
      const mistakes = mistakesOf({ ...GOOD, CSCSS_RPC_URL: url });
      expect(mistakes).toHaveLength(1);
      expect(mistakes.join()).not.toContain("secret");
    }
  });

  it("takes several nodes, each once", () => {
    const two = "https://one.example/key http://127.0.0.1:8545";
    expect(read({ ...GOOD, CSCSS_RPC_URL: two }).rpcUrls).toEqual(two.split(" "));
    for (const urls of [
      `${two} https://one.example/key`,
      `${two},x`,
      Array.from({ length: 10 }, (_, i) => `http://n${i}`).join(" "),
    ]) {
      expect(mistakesOf({ ...GOOD, CSCSS_RPC_URL: urls })).toHaveLength(1);
    }
  });

  it("takes a PostgreSQL server or a file as store, and repeats no password", () => {
    const url = "postgres://user:secret@db.internal/service";
    expect(read({ ...GOOD, DATABASE_URL: url }).store).toEqual({ kind: "postgres", url });
    expect(read({ ...GOOD, CSCSS_SERVICE_STORE: "a.db" }).store).toEqual({ kind: "sqlite", file: "a.db" });
    for (const wrong of ["mysql://user:secret@h/d", "postgres://user:secret@h", "postgres:///d", "secret", ""]) {
      const mistakes = mistakesOf({ ...GOOD, DATABASE_URL: wrong });
      expect(mistakes).toHaveLength(1);
      expect(mistakes.join()).not.toContain("secret");
    }
  });

  it("takes a price of gas in whole gwei", () => {
    const name = "CSCSS_SERVICE_MAX_GAS_PRICE";
    expect(read({ ...GOOD, [name]: "30" }).maxGasPrice).toBe(30_000_000_000n);
    for (const wrong of ["1000001", "0.5", "-1", "30 gwei", ""]) {
      expect(mistakesOf({ ...GOOD, [name]: wrong })).toEqual([expect.stringContaining(name)]);
    }
  });

  it("takes a relayer's key from a file that nobody else can read, and never shows it", () => {
    const name = "CSCSS_SERVICE_RELAYER_KEY_FILE";
    expect(read({ ...GOOD, [name]: "good" }).relayer?.privateKey).toBe(KEY);
    for (const file of ["open", "short", "none", "gone"]) {
      const mistakes = mistakesOf({ ...GOOD, [name]: file });
      expect(mistakes).toEqual([expect.stringContaining(`${name} ${file}: `)]);
      expect(mistakes.join()).not.toMatch(/5c5c|ffff/);
    }
  });

  it.each([
    ["CSCSS_SERVICE_REVIEW_TOKEN", "reviewToken"],
    ["CSCSS_SERVICE_METRICS_TOKEN", "metricsToken"],
  ] as const)("takes a %s that nobody guesses, and never shows it", (name, member) => {
    const token = "t".repeat(32);
    expect(read({ ...GOOD, [name]: token })[member]).toBe(token);
    for (const wrong of ["secret", "", `${token} x`]) {
      const mistakes = mistakesOf({ ...GOOD, [name]: wrong });
      expect(mistakes).toHaveLength(1);
      expect(mistakes.join()).not.toContain("secret");
    }
  });

  it("says what is wrong with the network file", () => {
    expect(mistakesOf(GOOD, "{")[0]).toMatch(/^CSCSS_NETWORK_FILE network\.json: /);
    expect(mistakesOf(GOOD, JSON.stringify({ ...NETWORK, chainId: 0 }))[0]).toContain("chainId");
    expect(mistakesOf({ ...GOOD, CSCSS_NETWORK_FILE: "gone.json" })[0]).toContain("ENOENT");
  });

  it("takes only ranges of addresses for proxies", () => {
    for (const range of ["10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "::/129", "10.0.0", "", "10.0.0.1,"]) {
      expect(mistakesOf({ ...GOOD, CSCSS_SERVICE_TRUSTED_PROXIES: range })).toHaveLength(1);
    }
  });

  it("takes a node for the page only without a password, which everybody would see", () => {
    const page = { CSCSS_SERVICE_PAGE_RPC_URL: "https://node.example/public" };
    expect(read({ ...GOOD, ...page }).page).toEqual({ rpcUrl: "https://node.example/public" });
    for (const secret of ["user:secret", ":secret", "secret"]) {
      const [mistake = ""] = mistakesOf({ ...GOOD, CSCSS_SERVICE_PAGE_RPC_URL: `https://${secret}@node.example` });
      expect(mistake).toContain("CSCSS_SERVICE_PAGE_RPC_URL must hold no user and no password");
      expect(mistake).not.toContain("secret");
    }
  });
});
