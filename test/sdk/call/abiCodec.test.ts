import { AbiCoder, ParamType } from "ethers";
import { describe, expect, it } from "vitest";
import { abiCodec } from "../../../sdk/call/abiCodec.ts";
import { toPlainFields } from "../../../sdk/call/toPlain.ts";
import { checksumAddress } from "../../../sdk/crypto/checksumAddress.ts";
import { verificationLensInterface } from "../../../sdk/generated/VerificationLens.ts";
import fc from "../../fixtures/fastCheck.ts";

const READ = verificationLensInterface.getFunction("read");
if (READ === null) throw new Error("The lens has no read.");
const [INPUTS, OUTPUTS] = [READ.inputs, READ.outputs];
const refused = expect.objectContaining({ code: "ERR_ENCODING" });

const hex = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((some) => `0x${Buffer.from(some).toString("hex")}`);

/** Any value of a type. */
function anyOf(type: ParamType): fc.Arbitrary<unknown> {
  const { baseType, arrayChildren, components } = type;
  if (arrayChildren !== null) return fc.array(anyOf(arrayChildren), { maxLength: 4 });
  if (components !== null) return fc.record(Object.fromEntries(components.map((one) => [one.name, anyOf(one)])));
  if (baseType === "address") return hex(20).map(checksumAddress);
  if (baseType === "bool") return fc.boolean();
  if (baseType === "string") return fc.string({ unit: "grapheme", maxLength: 80 });
  const [, kind, size] = /^(uint|bytes)([0-9]+)$/.exec(baseType) as unknown as [string, string, string];
  if (kind === "bytes") return hex(Number(size));
  return fc.bigInt({ min: 0n, max: 2n ** BigInt(size) - 1n });
}

const valuesOf = (types: readonly ParamType[]) => fc.tuple(...types.map(anyOf));
const coder = AbiCoder.defaultAbiCoder();

describe("abiCodec", () => {
  it.each([
    ["what the lens is asked", INPUTS],
    ["what the lens answers", OUTPUTS],
    [
      "nested things of all kinds",
      ["tuple(string a, (uint8 b, string[] c)[] d, bool e) f", "bytes4[] g", "uint256 h", "address[][] i"].map((one) =>
        ParamType.from(one),
      ),
    ],
  ])("writes and reads %s as ethers does", (_what, types) => {
    const codec = abiCodec(types);
    fc.assert(
      fc.property(valuesOf(types), (values) => {
        const encoded = codec.encode(values);
        expect(`0x${encoded}`).toBe(coder.encode(types, values));
        const decoded = codec.decode(`0x${encoded}`);
        expect(decoded).toEqual(toPlainFields(types, coder.decode(types, `0x${encoded}`)));
        expect(types.map(({ name }) => decoded[name])).toEqual(values);
        expect(codec.decode(`0x${encoded.toUpperCase()}`)).toEqual(decoded);
      }),
      { numRuns: 60 },
    );
  });

  it("refuses data cut anywhere, or that are no words of hex", () => {
    const codec = abiCodec(OUTPUTS);
    const [values] = fc.sample(valuesOf(OUTPUTS), { numRuns: 1, seed: 7 }) as [unknown[]];
    const encoded = codec.encode(values);
    for (let length = 0; length < encoded.length; length += 32) {
      expect(() => codec.decode(`0x${encoded.slice(0, length)}`)).toThrow(refused);
    }
    for (const data of ["", "0", encoded, `0x${encoded}0`, `0x${encoded.slice(1)}g`, `0x${encoded}\n`]) {
      expect(() => codec.decode(data)).toThrow(refused);
    }
  });

  const word = (value: bigint | number): string => BigInt(value).toString(16).padStart(64, "0");
  it.each<[string, string, string]>([
    ["a uint8 of 256", "uint8 a", word(256)],
    ["a uint40 of 2^40", "uint40 a", word(2n ** 40n)],
    ["an address with more than 20 bytes", "address a", word(2n ** 160n)],
    ["a truth of 2", "bool a", word(2)],
    ["a bytes16 with something behind it", "bytes16 a", word(1)],
    ["an offset beyond the end", "string a", word(64)],
    ["an offset that overflows", "string a", word(2n ** 256n - 32n) + word(0)],
    ["a length beyond the end", "string a", word(32) + word(1)],
    ["a count beyond the end", "uint8[] a", word(32) + word(2 ** 30)],
    ["text that is no UTF-8", "string a", `${word(32)}${word(1)}${"ff".padEnd(64, "0")}`],
    ["text that is read again and again", "string[] a", [32, 3, 96, 96, 96, 128].map(word).join("") + "61".repeat(128)],
  ])("refuses %s", (_what, type, data) => {
    expect(() => abiCodec([ParamType.from(type)]).decode(`0x${data}`)).toThrow(refused);
  });

  it.each<[string, unknown]>([
    ["uint8 a", 256],
    ["uint8 a", -1],
    ["bytes32 a", "0x12"],
    ["string a", "\ud800"],
  ])("does not write a %s of %j", (type, value) => {
    expect(() => abiCodec([ParamType.from(type)]).encode([value])).toThrow(refused);
  });

  it.each(["int8 a", "bytes a", "uint8[2] a"])("has no codec for %s", (type) => {
    expect(() => abiCodec([ParamType.from(type)])).toThrow(expect.objectContaining({ code: "ERR_BUILD" }));
  });
});
