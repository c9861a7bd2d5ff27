import { concat, getBytes, hexlify, keccak256, toBeHex, toUtf8Bytes, ZeroAddress } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callView } from "../../../sdk/evm/callView.ts";
import type { StateReader } from "../../../sdk/evm/StateReader.ts";
import { recordReads } from "../../../sdk/offline/recordReads.ts";
import type { TestChain } from "../../fixtures/chain.ts";
import { openChain } from "../../fixtures/chain.ts";
import fc from "../../fixtures/fastCheck.ts";

const MAX = 2n ** 256n - 1n;
const EDGES = [0n, 1n, 2n, 30n, 31n, 32n, 255n, 256n, 2n ** 255n - 1n, 2n ** 255n, MAX - 1n, MAX];
const word = fc.oneof(fc.constantFrom(...EDGES), fc.bigInt({ min: 0n, max: MAX }));
const AT = "0x00000000000000000000000000000000c0de0000";
/** Pushes three words of the call's data, the first on top. */
const PUSH_DATA = "0x604035602035600035";
const RETURN_TOP = "0x60005260206000f3";

/** The chain's own machine is the measure: the same code and data have to give the same. */
describe("A read run without a node", () => {
  let chain: TestChain;
  beforeAll(async () => {
    chain = await openChain("berlin");
  });
  afterAll(() => chain.close());

  async function onChain(code: string, data = "0x", at = AT): Promise<string> {
    await chain.provider.send("hardhat_setCode", [at, code]);
    return chain.provider.send("eth_call", [{ from: ZeroAddress, to: at, data }, "latest"]).catch(() => "failed");
  }
  async function run(data = "0x", at = AT): Promise<string> {
    const block = await chain.provider.getBlock("latest");
    const [number, time] = [BigInt(block?.number ?? 0), BigInt(block?.timestamp ?? 0)];
    const world = {
      state: recordReads(chain.provider, Number(number)),
      block: { chainId: chain.chainId, number, time },
    };
    return hexlify(await callView(world, { to: at, data: getBytes(data) }));
  }
  function here(data?: string): Promise<string> {
    return run(data).catch(({ code }) => (code === "ERR_VIEW" ? "failed" : code));
  }
  async function expectSame(code: string, data?: string): Promise<string> {
    const expected = await onChain(code, data);
    expect(await here(data)).toBe(expected);
    return expected;
  }

  const ARITHMETIC = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29];
  it.each(ARITHMETIC)("computes instruction %i as the chain does", async (op) => {
    const code = concat([PUSH_DATA, toBeHex(op, 1), RETURN_TOP]);
    await fc.assert(
      fc.asyncProperty(word, word, word, async (a, b, c) => {
        expect(await expectSame(code, concat([a, b, c].map((value) => toBeHex(value, 32))))).not.toBe("failed");
      }),
      { seed: op, numRuns: 40 },
    );
  });

  it.each<[string, string, string]>([
    ["KECCAK256 of what was written", "0x61abcd6000526040600020", ""],
    ["ADDRESS", "0x30", ""],
    ["CALLER of a call from outside", "0x33", ""],
    ["CALLVALUE", "0x34", ""],
    ["CALLDATALOAD past the end", "0x600235", "0xaabbcc"],
    ["CALLDATASIZE", "0x36", "0xaabbcc"],
    ["CALLDATACOPY past the end", "0x6040600160003760005160205118", "0xaabbcc"],
    ["CODESIZE", "0x38", ""],
    ["CODECOPY", "0x6010600060003960005160205118", ""],
    ["EXTCODESIZE of itself", "0x303b", ""],
    ["EXTCODESIZE of nobody", "0x63ffffffff3b", ""],
    ["EXTCODECOPY", "0x6010600060003060005160003c600051", ""],
    ["RETURNDATASIZE before any call", "0x3d", ""],
    ["TIMESTAMP", "0x42", ""],
    ["NUMBER", "0x43", ""],
    ["CHAINID", "0x46", ""],
    ["POP", "0x6001600250", ""],
    ["MSTORE8", "0x6101ff60035360005160205118", ""],
    ["SLOAD of an empty slot", "0x600554", ""],
    ["PC", "0x60015058", ""],
    [
      "DUP16",
      `0x${Array.from({ length: 16 }, (_, index) => `60${(index + 1).toString(16).padStart(2, "0")}`).join("")}8f`,
      "",
    ],
    [
      "SWAP16",
      `0x${Array.from({ length: 17 }, (_, index) => `60${(index + 1).toString(16).padStart(2, "0")}`).join("")}9f`,
      "",
    ],
    ["JUMP over an invalid instruction", "0x600456fe5b6007", ""],
    ["JUMPI not taken", "0x60006005576009", ""],
    ["PUSH32 at the end of the code's data", `0x7f${"ab".repeat(32)}`, ""],
  ])("answers %s as the chain does", async (_, body, data) => {
    await expectSame(concat([body, RETURN_TOP]), data || "0x");
  });

  it.each<[string, string]>([
    ["an empty stack", "0x01"],
    ["an empty stack under DUP", "0x80"],
    ["an empty stack under SWAP", "0x600190"],
    ["a stack too high", "0x5b6001600056"],
    ["a jump to no target", "0x600056"],
    ["a jump into pushed bytes", "0x600356605b00"],
    ["memory without end", "0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff51"],
    ["return data past the end", "0x6001600060003e"],
    ["INVALID", "0xfe"],
    ["REVERT", "0x60006000fd"],
  ])("fails for %s, as the chain does", async (_, code) => {
    expect(await expectSame(code)).toBe("failed");
  });

  it("stops at STOP and at the end of the code", async () => {
    for (const code of ["0x00fe", "0x6001", "0x60"]) expect(await expectSame(code)).toBe("0x");
  });

  const INNER = "0x00000000000000000000000000000000c0de1111";
  it.each<[string, string]>([
    ["caller and address", "0x336000523060205260406000f3"],
    ["what it was called with", "0x366000600037366000f3"],
    ["a revert with its reason", "0x61abcd60005260206000fd"],
    ["an invalid instruction", "0xfe"],
    ["a slot of whose storage it is", "0x60015460005260206000f3"],
    ["nothing", "0x"],
  ])("calls and delegates to another contract that answers with %s, as the chain does", async (_, inner) => {
    await onChain(inner, "0x", INNER);
    await chain.provider.send("hardhat_setStorageAt", [AT, "0x1", toBeHex(7, 32)]);
    await chain.provider.send("hardhat_setStorageAt", [INNER, "0x1", toBeHex(8, 32)]);
    for (const op of ["f4", "fa"]) {
      // Passes 4 bytes, takes 32 at 0x40, then returns success, size of what came back, and memory.
      const code = `0x63aabbccdd600052602060406004601c73${INNER.slice(2)}5a${op}6060523d6080523d600060a03e60c06040f3`;
      await expectSame(code);
    }
  });

  it.each<[string, string]>([
    ["reads memory", "0x6210000051"],
    ["writes memory", "0x60016210000052"],
    ["hashes memory", "0x62100001600020"],
    ["copies what it was called with", "0x62100001600060003700"],
    ["copies its own code", "0x62100001600060003900"],
    ["returns", "0x621000016000f3"],
    ["makes room for an answer", "0x6210000160006000600063c0de22225afa00"],
  ])(
    "gives no answer where a contract %s beyond the bound of memory, though the caller would go on",
    async (_, inner) => {
      await onChain(inner, "0x", INNER);
      const caller = `0x600060006000600073${INNER.slice(2)}5afa60005260206000f3`;
      // On the chain the inner call succeeds: to say that it failed would be another answer than the chain's.
      expect(await onChain(caller)).toBe(toBeHex(1, 32));
      await expect(run()).rejects.toMatchObject({ code: "ERR_VIEW", message: /1048576 bytes of memory/ });
    },
  );

  it("gives no answer where a contract calls deeper than the bound, and the chain's up to there", async () => {
    // Calls itself with one less until nothing is left, and passes on what came back: 7.
    const countDown = "0x6000358015602057600190036000526020600060206000305afa5060206000f35b600760005260206000f3";
    expect(await expectSame(countDown, toBeHex(64, 32))).toBe(toBeHex(7, 32));
    expect(await onChain(countDown, toBeHex(65, 32))).toBe(toBeHex(7, 32));
    await expect(run(toBeHex(65, 32))).rejects.toMatchObject({ code: "ERR_VIEW", message: /more than 64 deep/ });
  });

  it("does nothing that only a transaction may do", async () => {
    for (const body of ["0x6001600155", "0x60006000a0", "0x600060006000f0", "0x6000ff"]) {
      await onChain(body, "0x", INNER);
      const code = `0x600060006000600073${INNER.slice(2)}5afa60005260206000f3`;
      expect(await expectSame(code)).toBe(toBeHex(0, 32));
    }
  });

  it("gives no answer rather than a wrong one: balances, built-in contracts, loops without end", async () => {
    const refused = (code: string) => {
      const state: StateReader = { code: async () => getBytes(code), storage: async () => 0n };
      return callView({ state, block: { chainId: 1n, number: 1n, time: 1n } }, { to: AT, data: new Uint8Array() });
    };
    for (const code of ["0x3031", "0x32", "0x3a", "0x40", "0x41", "0x47", "0x48", "0x5c", "0x5e", "0xf1"]) {
      await expect(refused(code)).rejects.toMatchObject({ code: "ERR_VIEW", message: /instruction/ });
    }
    await expect(refused("0x600060006000600060025afa")).rejects.toMatchObject({ message: /built-in/ });
    await expect(refused("0x5b600056")).rejects.toMatchObject({ code: "ERR_VIEW", message: /steps/ });
  });

  it("hashes as ethers does", async () => {
    const data = hexlify(toUtf8Bytes("CSCSS ME"));
    await onChain("0x3660006000373660002060005260206000f3");
    expect(await here(data)).toBe(keccak256(data));
  });
});
