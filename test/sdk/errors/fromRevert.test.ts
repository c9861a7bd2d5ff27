import { Interface, JsonRpcProvider } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendTransaction } from "../../../sdk/call/sendTransaction.ts";
import { CscssError } from "../../../sdk/errors/CscssError.ts";
import { ERROR_CODES } from "../../../sdk/errors/errorCodes.ts";
import { decodeRevert, fromRevert, revertInWords } from "../../../sdk/errors/fromRevert.ts";
import { councilInterface } from "../../../sdk/generated/Council.ts";
import { iCredentialWalletInterface } from "../../../sdk/generated/ICredentialWallet.ts";
import { connectOrganization } from "../../../sdk/generated/Organization.ts";
import { throughNode } from "../../fixtures/lyingNode.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

const BLOCKED = iCredentialWalletInterface.encodeErrorResult("WalletBlocked", [`0x${"11".repeat(20)}`]);

describe("decodeRevert", () => {
  it("names a custom error of any contract of ours with its values", () => {
    expect(decodeRevert(BLOCKED)).toEqual({ name: "WalletBlocked", args: [`0x${"11".repeat(20)}`] });
    expect(revertInWords({ name: "WalletWrongSequence", args: [3n, 2n] })).toBe("WalletWrongSequence(3, 2)");
  });

  it("looks through the Council to what its decision met, however deep", () => {
    const wrap = (reason: string) =>
      councilInterface.encodeErrorResult("CouncilCallFailed", [`0x${"22".repeat(20)}`, reason]);
    expect(decodeRevert(wrap(BLOCKED))?.name).toBe("WalletBlocked");
    expect(decodeRevert(wrap(wrap(BLOCKED)))?.name).toBe("WalletBlocked");
    expect(decodeRevert(wrap("0x"))?.name).toBe("CouncilCallFailed");
    expect(decodeRevert(wrap("0xdeadbeef"))?.name).toBe("CouncilCallFailed");
  });

  it("knows no error of others, and no piece of one", () => {
    const foreign = new Interface(["error Foreign(uint256)"]).encodeErrorResult("Foreign", [1]);
    for (const data of [foreign, "0x", "0x00", "0xdeadbeef", BLOCKED.slice(0, -2), BLOCKED.slice(0, 10)])
      expect(decodeRevert(data)).toBeUndefined();
  });
});

describe("fromRevert", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it("leaves our own errors as they are", () => {
    const error = new CscssError("ERR_ARGUMENT", "x");
    expect(fromRevert(error)).toBe(error);
  });

  it("tells a refusal of a contract by its own name, from estimating and from a mined transaction alike", async () => {
    const contract = connectOrganization(world.university.address, world.mallory.account);
    const refused = { code: "ERR_REVERTED", details: { error: "AccessControlUnauthorizedAccount" } };
    await expect(sendTransaction(() => contract.endKey(1))).rejects.toMatchObject(refused);
    const { provider } = world.local;
    await provider.send("evm_setAutomine", [false]);
    const mined = sendTransaction(() => contract.endKey(1, { gasLimit: 200_000 }));
    const refusal = expect(mined).rejects.toMatchObject({ code: "ERR_REVERTED" });
    await expect
      .poll(async () => (await provider.send("eth_getBlockByNumber", ["pending", false])).transactions)
      .toHaveLength(1);
    await world.local.mine();
    await refusal;
    await provider.send("evm_setAutomine", [true]);
  });

  it("tells an account that cannot pay", async () => {
    const poor = throughNode(world, ({ method }, truth) =>
      method === "eth_sendRawTransaction"
        ? Promise.reject(new Error("insufficient funds for gas * price + value"))
        : truth(),
    );
    const contract = connectOrganization(world.university.address, world.university.account.connect(poor.provider));
    const sent = sendTransaction(() => contract.setMetadata(`0x${"00".repeat(32)}`));
    await expect(sent).rejects.toMatchObject({ code: "ERR_FUNDS" });
  });

  it("does not take a failing node for a refusing contract", async () => {
    const down = throughNode(world, ({ method }, truth) =>
      method === "eth_estimateGas" || method === "eth_call" ? Promise.reject(new Error("internal error")) : truth(),
    );
    const account = world.university.account.connect(down.provider);
    const contract = connectOrganization(world.university.address, account);
    await expect(sendTransaction(() => contract.endKey(2))).rejects.toMatchObject({ code: "ERR_NODE_UNREACHABLE" });
    await expect(contract.name().catch((error) => Promise.reject(fromRevert(error)))).rejects.toMatchObject({
      code: "ERR_NODE_UNREACHABLE",
    });
    const nowhere = new JsonRpcProvider("http://127.0.0.1:1", 31337, { staticNetwork: true });
    const lost = connectOrganization(world.university.address, world.university.account.connect(nowhere));
    await expect(sendTransaction(() => lost.endKey(2))).rejects.toMatchObject({ code: "ERR_NODE_UNREACHABLE" });
    nowhere.destroy();
  });

  it.each([
    ["Upfront cost exceeds account balance", "ERR_FUNDS"],
    ["insufficient funds for gas * price + value", "ERR_FUNDS"],
    ["Sender doesn't have enough funds to send tx", "ERR_FUNDS"],
    ["nonce too low", "ERR_NODE_REFUSED"],
    ["replacement transaction underpriced", "ERR_NODE_REFUSED"],
    ["Gas price below configured minimum gas price", "ERR_NODE_REFUSED"],
  ])("takes a node that answers %j for one that answered", async (message, code) => {
    const refusing = throughNode(world, ({ method }, truth) =>
      method === "eth_sendRawTransaction"
        ? Promise.reject(Object.assign(new Error(message), { code: -32_000 }))
        : truth(),
    );
    const account = world.university.account.connect(refusing.provider);
    const contract = connectOrganization(world.university.address, account);
    const sent = sendTransaction(() => contract.setMetadata(`0x${"00".repeat(32)}`));
    await expect(sent).rejects.toMatchObject({ code });
  });

  it("has words for every code it gives: why, and how to solve it", () => {
    for (const code of ["ERR_REVERTED", "ERR_FUNDS", "ERR_NODE_REFUSED", "ERR_NODE_UNREACHABLE"] as const) {
      expect(ERROR_CODES[code].why).toMatch(/\.$/);
      expect(ERROR_CODES[code].solve).toMatch(/\.$/);
    }
    expect(Object.keys(ERROR_CODES)).toEqual(Object.keys(ERROR_CODES).sort());
  });
});
