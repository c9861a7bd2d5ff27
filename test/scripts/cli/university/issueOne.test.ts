import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listRecords } from "../../../../sdk/wallet/listRecords.ts";
import { parseClaimFile } from "../../../../sdk/wallet/parseClaimFile.ts";
import { dyingNode } from "../../../fixtures/dyingNode.ts";
import type { Graduate } from "../../../fixtures/graduate.ts";
import { openGraduate } from "../../../fixtures/graduate.ts";
import { runHere } from "../../../fixtures/runHere.ts";

describe("the claim file of a single record", () => {
  let graduate: Graduate;
  let wallet: string;
  beforeAll(async () => {
    graduate = await openGraduate();
    [{ address: wallet }] = await graduate.json<[{ address: string }]>(["wallet", "show"]);
  });
  afterAll(() => graduate.close());

  const path = (name: string): string => join(graduate.folder, name);
  const issue = (award: string, out: string) => [
    ...["org", "issue", "--wallet", wallet, "--claims", "claims.json", "--award", award, "--out", out],
  ];
  const amend = (out: string) => [
    ...["org", "amend", "claim.json", "--claims", "claims.json", "--award", "2026/1", "--out", out],
  ];

  /** Runs it through a node that falls silent at this question. */
  async function runDying(args: readonly string[], method: string) {
    const { env, running } = graduate.university;
    const node = await dyingNode(running.url, method);
    try {
      return await runHere(graduate.folder, args, { env: { ...env, CSCSS_RPC_URL: node.url } });
    } finally {
      await node.close();
    }
  }
  const records = () => listRecords(graduate.university.chain, wallet);
  const read = (name: string) => parseClaimFile(readFileSync(path(name), "utf8"));

  it("stays where the node fell silent, for the record may be on chain: and there it is", async () => {
    const { code, stderr } = await runDying(issue("2026/2", "silent.json"), "eth_sendRawTransaction");
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("ERR_NODE_UNREACHABLE") });
    const { recordId, issuer } = read("silent.json");
    await expect.poll(records).toContainEqual(expect.objectContaining({ recordId, issuer }));
    expect(statSync(path("silent.json")).mode & 0o777).toBe(0o600);
  });

  it("stays so with a record that is amended", async () => {
    const { code, stderr } = await runDying(amend("amended.json"), "eth_sendRawTransaction");
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("ERR_NODE_UNREACHABLE") });
    const { recordId } = read("claim.json");
    expect(read("amended.json").recordId).toBe(recordId);
    await expect.poll(records).toContainEqual(expect.objectContaining({ recordId, sequence: 2 }));
  });

  it("is on the disk before the record can be on chain", async () => {
    const { code } = await runDying(issue("2026/3", "early.json"), "eth_estimateGas");
    expect(code).toBe(1);
    expect(existsSync(path("early.json"))).toBe(true);
  });

  it("does not stay where the contracts refused the record", async () => {
    // The graduate's own key is no issuer's.
    const { code, stderr } = await graduate.run(issue("2026/4", "refused.json"));
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("AccessControlUnauthorizedAccount") });
    expect(existsSync(path("refused.json"))).toBe(false);
  });

  it("is never written over another", async () => {
    const before = readFileSync(path("claim.json"), "utf8");
    const known = await records();
    const { code, stderr } = await graduate.staff(issue("2026/5", "claim.json"));
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("ERR_FILE") });
    expect(readFileSync(path("claim.json"), "utf8")).toBe(before);
    expect(await records()).toEqual(known);
  });
});
