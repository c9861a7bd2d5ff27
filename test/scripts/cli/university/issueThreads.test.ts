import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { computeAddress, getBytes } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeCredential } from "../../../../sdk/credential/decodeCredential.ts";
import { resolveDisclosures } from "../../../../sdk/disclosure/resolveDisclosures.ts";
import type { PreparedBatch } from "../../../../sdk/issuing/PreparedBatch.ts";
import type { JsonObject } from "../../../../sdk/json/JsonValue.ts";
import { memoryDecryptionKey } from "../../../../sdk/seal/memoryDecryptionKey.ts";
import { listWallets } from "../../../../sdk/wallet/listWallets.ts";
import { openRecords } from "../../../../sdk/wallet/openRecords.ts";
import { parseClaimFile } from "../../../../sdk/wallet/parseClaimFile.ts";
import { runCscss } from "../../../fixtures/runCscss.ts";
import type { University } from "../../../fixtures/university.ts";
import { openUniversity, studentKey } from "../../../fixtures/university.ts";

const FILE = join(import.meta.dirname, "../../../fixtures/data/graduates.csv");
const [HEADER = "", LINE = ""] = readFileSync(FILE, "utf8").split(/\r?\n/);
const STUDENT = LINE.split(",")[0] ?? "";
/** As many as are worth threads. */
const ROWS = 200;
const HALF = ROWS / 2;
/** Tells of every thread the process starts, on stderr. */
const TELLS = `--import=data:text/javascript,process.on('worker',()=>process.stderr.write('thread.'))`;

/** What an award comes to: all of it but what is random each time it is signed and sealed. */
interface Result {
  readonly recordId: string;
  readonly claims: JsonObject;
}

describe("org issue-batch on several cores", () => {
  let university: University;
  const direct = new Map<string, Result>();
  beforeAll(async () => {
    university = await openUniversity();
    await university.writeConsents([STUDENT], join(university.folder, "consents"));
    expect((await run("enrol", "consents")).code).toBe(0);
    write("halfA", 0, HALF);
    write("halfB", HALF, ROWS);
    write("all", 0, ROWS);
  });
  afterAll(() => university.close());

  const run = (...args: string[]) => {
    const env = { ...university.env, NODE_OPTIONS: TELLS };
    return runCscss(university.folder, ["org", ...args], { env });
  };
  const threadsIn = (stderr: string): number => stderr.split("thread.").length - 1;
  const write = (name: string, from: number, to: number): void => {
    const lines = Array.from({ length: to - from }, (_, index) => `${LINE}/${from + index}`);
    writeFileSync(join(university.folder, `${name}.csv`), [HEADER, ...lines].join("\n"));
  };

  it("signs and seals few rows in its own thread", async () => {
    for (const half of ["halfA", "halfB"]) {
      const { code, stderr } = await run("issue-batch", `${half}.csv`, "--prepare-only", "--yes");
      expect({ code, threads: threadsIn(stderr) }, stderr).toEqual({ code: 0, threads: 0 });
      const [, ...lines] = readFileSync(join(university.folder, `${half}.csv.prepared`), "utf8")
        .trim()
        .split("\n");
      for (const line of lines) {
        const { items, credentials } = JSON.parse(line) as PreparedBatch;
        items.forEach(({ award, recordId }, index) => {
          const [token = "", ...rest] = credentials[index]?.split("~") ?? [];
          const { payload } = decodeCredential(token).token;
          direct.set(award, { recordId, claims: resolveDisclosures(payload, rest.slice(0, -1)).claims });
        });
      }
    }
    expect(direct.size).toBe(ROWS);
  }, 120_000);

  it("signs and seals many in others, and issues the very same records", async () => {
    const { code, stdout, stderr } = await run("issue-batch", "all.csv", "--yes", "--json");
    expect(threadsIn(stderr)).toBeGreaterThan(0);
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, issued: ROWS });
    const [wallet] = await listWallets(university.chain, computeAddress(studentKey(STUDENT)));
    const folder = join(university.folder, "all.issued", "claims");
    const claimFiles = readdirSync(folder).map((file) => parseClaimFile(readFileSync(join(folder, file), "utf8")));
    const decryptionKey = memoryDecryptionKey(getBytes(studentKey(STUDENT)));
    const { opened, unopened } = await openRecords(university.chain, wallet?.address ?? "", {
      decryptionKey,
      claimFiles,
    });
    expect(unopened).toEqual([]);
    const issued = opened.map(({ claims, credential }): [string, Result] => {
      return [String(claims.diplomaNumber), { recordId: credential.recordId, claims }];
    });
    // Also in the order of the file: the threads are not done in it.
    expect(issued).toEqual([...direct]);
  }, 240_000);
});
