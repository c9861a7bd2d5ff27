import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Graduate } from "../../../fixtures/graduate.ts";
import { openGraduate } from "../../../fixtures/graduate.ts";
import { runHere } from "../../../fixtures/runHere.ts";

/**
 * An applicant sends a folder: a certificate, and beside it settings and a network file of the applicant's own making,
 * on whose chain the certificate is genuine.
 */
describe("cscss verify in a folder that somebody else filled", () => {
  let forger: Graduate;
  let folder: string;
  let home: string;

  beforeAll(async () => {
    forger = await openGraduate();
    folder = join(forger.folder, "application");
    home = join(forger.folder, "employer");
    mkdirSync(join(folder, ".cscss"), { recursive: true });
    mkdirSync(home);
    const share = ["wallet", "share", "1", "--claim", "claim.json", "--for", "any", "--claims", "awardTitle"];
    const files = ["--purpose", "CV", "--out", "cv.txt", "--pdf", join(folder, "certificate.pdf"), "--yes"];
    expect((await forger.run([...share, ...files])).code).toBe(0);
    const network = JSON.stringify(forger.university.chain.network);
    for (const file of ["network.json", ".cscss/network.json"]) writeFileSync(join(folder, file), network);
    const settings = { network: "network.json", "rpc-url": forger.university.env.CSCSS_RPC_URL };
    for (const file of ["cscss.json", "settings.json"]) writeFileSync(join(folder, file), JSON.stringify(settings));
  });
  afterAll(() => forger.close());

  const verify = (more: readonly string[] = [], env: Record<string, string> = {}) =>
    runHere(folder, ["verify", "certificate.pdf", ...more], { env: { CSCSS_HOME: home, ...env } });

  it("takes neither settings nor network file from it", async () => {
    const { code, stdout, stderr } = await verify();
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("--network is missing");
    expect(stderr).toContain(join(home, "settings.json"));
  });

  it("nor where only the network file is missing, and the node is the applicant's", async () => {
    const env = { CSCSS_RPC_URL: forger.university.env.CSCSS_RPC_URL ?? "" };
    expect(await verify([], env)).toMatchObject({ code: 2, stdout: "" });
  });

  it("keeps to the employer's own settings", async () => {
    const network = { ...forger.university.chain.network, genesisHash: `0x${"11".repeat(32)}` };
    writeFileSync(join(home, "own.json"), JSON.stringify(network));
    const settings = { network: "own.json", "rpc-url": forger.university.env.CSCSS_RPC_URL };
    writeFileSync(join(home, "settings.json"), JSON.stringify(settings));
    const { code, stdout } = await verify();
    expect({ code, stdout }).toEqual({ code: 5, stdout: expect.stringMatching(/^COULD NOT CHECK/) });
  });

  it.each(["CSCSS_NETWORK", "CSCSS_CONFIG", "CSCSS_KEYSTORE", "CSCSS_HOME"])(
    "nor does a relative path in %s name a file of it",
    async (name) => {
      const { code, stderr } = await verify([], { [name]: name === "CSCSS_HOME" ? "." : "network.json" });
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`${name} `) });
    },
  );

  it("is VALID for whoever says to trust it", async () => {
    expect(await verify(["--config", "cscss.json"])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^VALID/),
    });
  });
});
