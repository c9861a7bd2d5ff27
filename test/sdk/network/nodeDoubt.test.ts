import { makeError } from "ethers";
import { describe, expect, it } from "vitest";
import { CscssError } from "../../../sdk/errors/CscssError.ts";
import { asNodeDoubt, isNodeDoubt } from "../../../sdk/network/nodeDoubt.ts";

function doubtIn(error: unknown): unknown {
  try {
    return asNodeDoubt(error);
  } catch (doubt) {
    return doubt;
  }
}

const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });

describe("What a node does wrong", () => {
  it.each<[string, unknown]>([
    ["a timeout", makeError("timeout", "TIMEOUT", { operation: "send", reason: "timeout" })],
    ["no network", makeError("could not detect network", "NETWORK_ERROR", { event: "noNetwork" })],
    ["a connection that fails", refused],
    ["one that ethers wraps", { error: refused }],
    ["one that ethers wraps as information", { info: { error: refused } }],
  ])("is that it is away: %s", (_, cause) => {
    expect(doubtIn(cause)).toMatchObject({ code: "ERR_NODE_UNREACHABLE", cause, details: { away: true } });
  });

  it.each<[string, unknown]>([
    ["an answer of another form", new TypeError("no block")],
    ["a refused call", makeError("out of gas", "CALL_EXCEPTION", {} as never)],
    ["a code that only looks like one of the operating system", { code: "xECONNREFUSED" }],
    ["another one", { code: "ECONNREFUSED 127.0.0.1" }],
    ["nothing inside", { error: null, info: null }],
    ["text", "gone"],
    ["null", null],
    ["nothing", undefined],
  ])("is something else: %s", (_, cause) => {
    const doubt = doubtIn(cause);
    expect(doubt).toMatchObject({ code: "ERR_NODE_UNREACHABLE", details: {} });
    expect((doubt as CscssError).details).toEqual({});
    expect(isNodeDoubt(doubt)).toBe(true);
  });

  it("is not what an error of ours says: that is passed on", () => {
    const own = new CscssError("ERR_WORKER", "The thread broke.");
    expect(doubtIn(own)).toBe(own);
    expect(isNodeDoubt(own)).toBe(false);
    expect(isNodeDoubt({ code: "ERR_NODE_CHAIN" })).toBe(false);
  });
});
