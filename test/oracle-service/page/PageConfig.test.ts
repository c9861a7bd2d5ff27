import { describe, expect, it } from "vitest";
import { parsePageConfig } from "../../../oracle-service/page/src/chain/PageConfig.ts";

const BASE = "https://verify.example/page/";
const parse = (changes: object) =>
  parsePageConfig(
    JSON.stringify({ type: "CscssMePage", version: 1, rpcUrl: "https://node.example/", ...changes }),
    BASE,
  );

describe("parsePageConfig", () => {
  it("reads a node, absolute or beside the page, and how old its newest block may be", () => {
    expect(parse({})).toEqual({ rpcUrl: "https://node.example/", service: false });
    expect(parse({ rpcUrl: "../rpc", service: true, maxBlockAge: 60 })).toEqual({
      rpcUrl: "https://verify.example/rpc",
      service: true,
      maxBlockAge: 60,
    });
  });

  it.each([
    ["another type", { type: "CscssMeNetwork" }, /CscssMePage/],
    ["another version", { version: 2 }, /version 1/],
    ["no node", { rpcUrl: 1 }, /rpcUrl/],
    ["a node that is no URL", { rpcUrl: "http://" }, /rpcUrl/],
    ["a node that is a script", { rpcUrl: "javascript:alert(1)" }, /rpcUrl/],
    ["a service that is neither", { service: "yes" }, /service/],
    ["an age that is none", { maxBlockAge: 0 }, /maxBlockAge/],
    ["a member nobody knows", { rpcURL: "x" }, /"rpcURL"/],
  ])("refuses %s", (_, changes, problem) => {
    expect(() => parse(changes)).toThrow(problem);
  });
});
