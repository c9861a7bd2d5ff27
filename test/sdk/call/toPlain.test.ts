import { AbiCoder, ParamType } from "ethers";
import { describe, expect, it } from "vitest";
import { toPlain, toPlainFields } from "../../../sdk/call/toPlain.ts";

const TYPE = ParamType.from(
  "tuple(address owner, tuple(uint256 id, bytes data)[] parts, bool[2] flags, string[] keys)",
);
const VALUE = {
  owner: "0x0000000000000000000000000000000000000001",
  parts: [
    { id: 1n, data: "0x" },
    { id: 2n, data: "0x0102" },
  ],
  flags: [true, false],
  keys: [],
};

describe("toPlain", () => {
  const coder = AbiCoder.defaultAbiCoder();
  const decoded = coder.decode([TYPE], coder.encode([TYPE], [VALUE]))[0];

  it("gives structs as objects and arrays as arrays, empty ones too", () => {
    const plain = toPlain(TYPE, decoded);
    expect(plain).toStrictEqual(VALUE);
    expect(structuredClone(plain)).toStrictEqual(VALUE);
  });

  it("reads fields by place, so that names of an array's own members do no harm", () => {
    expect(toPlain(TYPE, decoded)).toHaveProperty("keys", []);
    expect(toPlainFields([ParamType.from("uint8 at"), TYPE], [7n, decoded])).toMatchObject({ at: 7n });
  });
});
