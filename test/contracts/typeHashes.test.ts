import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Interface } from "ethers";
import { ContractFactory, keccak256, TypedDataEncoder, toUtf8Bytes, ZeroHash } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Eip712Type } from "../../sdk/eip712/types.ts";
import { EIP712_TYPES } from "../../sdk/eip712/types.ts";
import type { TestChain } from "../fixtures/chain.ts";
import { openChain } from "../fixtures/chain.ts";

interface Vector {
  readonly type: string;
  readonly hash: string;
}

const ROOT = join(import.meta.dirname, "..", "..");
const vectors = readJson<Readonly<Record<string, Vector>>>("test/vectors/eip712-types.json");
const names = Object.keys(EIP712_TYPES) as Eip712Type[];

describe("EIP-712 types", () => {
  let chain: TestChain;
  let typeHash: (name: string) => Promise<string>;
  beforeAll(async () => {
    chain = await openChain("default");
    const { abi, bytecode } = readJson<{ abi: Interface; bytecode: string }>(
      "artifacts/test/contracts/support/LibraryHarness.sol/LibraryHarness.json",
    );
    const harness = await new ContractFactory(abi, bytecode, await chain.fundedWallet("governor")).deploy();
    typeHash = harness.getFunction("typeHash");
  });
  afterAll(() => chain.close());

  it("are all in the committed vectors, and none besides", () => {
    expect(Object.keys(vectors)).toEqual(names);
  });

  it.each(names)("have one hash for %s: in ethers, in the contracts and in the vectors", async (name) => {
    const encoder = TypedDataEncoder.from({ [name]: [...EIP712_TYPES[name]] });
    const vector = vectors[name];
    expect(encoder.encodeType(name)).toBe(vector?.type);
    expect(keccak256(toUtf8Bytes(encoder.encodeType(name)))).toBe(vector?.hash);
    expect(await typeHash(name)).toBe(vector?.hash);
  });

  it("do not exist in the contracts under another name", async () => {
    expect(await typeHash("Deactivated")).toBe(ZeroHash);
  });
});

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(join(ROOT, file), "utf8")) as T;
}
