import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getBytes } from "ethers";
import { describe, expect, it } from "vitest";

const ARTIFACTS = join(import.meta.dirname, "..", "..", "artifacts", "contracts");
const SIZE_LIMIT = 24_576;

// What Ethereum added after Berlin, and what it never assigned.
const NEWER_THAN_BERLIN = new Map([
  [0x1e, "CLZ"],
  [0x48, "BASEFEE"],
  [0x49, "BLOBHASH"],
  [0x4a, "BLOBBASEFEE"],
  [0x5c, "TLOAD"],
  [0x5d, "TSTORE"],
  [0x5e, "MCOPY"],
  [0x5f, "PUSH0"],
]);
const INVALID = 0xfe;

interface Artifact {
  readonly contractName: string;
  readonly deployedBytecode: string;
}

const deployable = readdirSync(ARTIFACTS, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".json"))
  .map((file) => JSON.parse(readFileSync(join(ARTIFACTS, file), "utf8")) as Artifact)
  .filter(({ deployedBytecode }) => deployedBytecode !== "0x")
  .map(({ contractName, deployedBytecode }): [string, Uint8Array] => [contractName, getBytes(deployedBytecode)]);

describe("bytecode", () => {
  it("is there", () => {
    expect(deployable.map(([name]) => name)).toEqual(expect.arrayContaining(["OracleRegistry", "VerificationLens"]));
  });

  it.each(deployable)("of %s runs on Berlin", (_, code) => {
    expect(newerOpcodes(code)).toEqual([]);
  });

  it.each(deployable)("of %s fits into a contract", (_, code) => {
    expect(code.length).toBeLessThanOrEqual(SIZE_LIMIT);
  });
});

describe("newerOpcodes", () => {
  it("finds instructions, not the bytes that are pushed or the metadata", () => {
    const metadata = [0xfe, 0xa2, 0x5f, 0x00, 0x02];
    expect(newerOpcodes(Uint8Array.from([0x48, 0x60, 0x5f, 0x5e, 0x62, 0x5f, 0x5f, 0x5f, 0x00, ...metadata]))).toEqual([
      "BASEFEE at 0",
      "MCOPY at 3",
    ]);
    expect(newerOpcodes(Uint8Array.from([0x5f, 0x7f, ...Array(32).fill(0x5e), ...metadata]))).toEqual(["PUSH0 at 0"]);
  });

  it("goes on behind an INVALID that is no metadata", () => {
    expect(newerOpcodes(Uint8Array.from([0xfe, 0x5b, 0x5f, 0xfe, 0xa1, 0x00, 0x01]))).toEqual(["PUSH0 at 2"]);
  });
});

/** Walks over the instructions of runtime code. */
function newerOpcodes(code: Uint8Array): string[] {
  const found: string[] = [];
  const end = metadataStart(code);
  for (let position = 0; position < end; position += 1) {
    const opcode = code[position] ?? INVALID;
    const name = NEWER_THAN_BERLIN.get(opcode);
    if (name !== undefined) found.push(`${name} at ${position}`);
    if (opcode >= 0x60 && opcode <= 0x7f) position += opcode - 0x5f;
  }
  return found;
}

/** The compiler ends code with CBOR metadata and its length in two bytes; an INVALID stands in front. */
function metadataStart(code: Uint8Array): number {
  const length = ((code.at(-2) ?? 0) << 8) | (code.at(-1) ?? 0);
  const start = code.length - 2 - length - 1;
  return code[start] === INVALID ? start : code.length;
}
