import { Interface } from "ethers";
import { describe, expect, it } from "vitest";
import { readStruct } from "../../../sdk/call/readStruct.ts";

describe("readStruct", () => {
  const abi = new Interface(["function get() view returns (tuple(uint8 status, address owner)[])", "function go()"]);
  const fragmentOf = (name: string) => {
    const fragment = abi.getFunction(name);
    if (fragment === null) throw new Error(name);
    return { fragment };
  };

  it("makes what a method returned plain", () => {
    const owner = "0x0000000000000000000000000000000000000001";
    const data = abi.encodeFunctionResult("get", [[{ status: 1, owner }]]);
    const [decoded] = abi.decodeFunctionResult("get", data);
    expect(readStruct(fragmentOf("get"), decoded)).toStrictEqual([{ status: 1n, owner }]);
  });

  it("leaves nothing as it is", () => {
    expect(readStruct(fragmentOf("go"), undefined)).toBeUndefined();
  });
});
