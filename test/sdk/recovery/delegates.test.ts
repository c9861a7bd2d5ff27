import { getBytes, JsonRpcProvider } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectChain } from "../../../sdk/network/connectChain.ts";
import { appointDelegate } from "../../../sdk/recovery/appointDelegate.ts";
import { controllerOf } from "../../../sdk/recovery/controllerOf.ts";
import { dismissDelegate } from "../../../sdk/recovery/dismissDelegate.ts";
import { listDelegates } from "../../../sdk/recovery/listDelegates.ts";
import { rotateController } from "../../../sdk/recovery/rotateController.ts";
import type { TokenSigner } from "../../../sdk/token/TokenSigner.ts";
import { memoryTokenSigner } from "../../../sdk/token/TokenSigner.ts";
import { sendWalletAct, signWalletAct } from "../../../sdk/wallet/walletActs.ts";
import type { Held } from "../../fixtures/issuing.ts";
import { issue } from "../../fixtures/issuing.ts";
import { ask, expectInvalid, expectValid } from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { DAY, openWorld } from "../../fixtures/world.ts";

describe("a delegate", () => {
  let world: World;
  let held: Held;
  let owner: string;
  let delegate: string;
  let signer: TokenSigner;

  beforeAll(async () => {
    world = await openWorld();
    held = await issue(world);
    owner = world.graduate.account.address;
    delegate = world.mallory.account.address;
    signer = memoryTokenSigner(getBytes(world.mallory.account.privateKey));
  });

  afterAll(() => world.close());

  const refusal = "holder-binding ERR_NOT_THE_HOLDER";
  const appoint = (validity: number) =>
    appointDelegate(world.chain, world.graduate.account, { owner, delegate, validity });

  it("presents from its appointment until it is dismissed", async () => {
    expectInvalid(await ask(world, held, { signer }), refusal);
    expect(await listDelegates(world.chain, owner)).toEqual([]);

    await appoint(DAY);
    const validUntil = (await world.local.now()) + DAY;
    expect(await listDelegates(world.chain, owner)).toEqual([{ address: delegate, validUntil }]);
    const verification = await ask(world, held, { signer });
    expectValid(verification);
    const binding = verification.checks.find(({ id }) => id === "holder-binding");
    expect(binding?.message).toContain("an agent the holder appointed");

    await dismissDelegate(world.chain, world.graduate.account, { owner, delegate });
    expect(await listDelegates(world.chain, owner)).toEqual([]);
    expectInvalid(await ask(world, held, { signer }), refusal);
  });

  it("presents no longer than it was appointed for", async () => {
    await appoint(DAY);
    await world.local.increaseTime(DAY + 1);
    expect(await listDelegates(world.chain, owner)).toEqual([]);
    expectInvalid(await ask(world, held, { signer }), refusal);
  });

  it("may do nothing else: no act on the wallet", async () => {
    await appoint(DAY);
    const deadline = (await world.local.now()) + DAY;
    const { account } = world.mallory;
    const signed = await signWalletAct(world.chain, account, held.wallet, { act: "deactivate" }, { deadline });
    await expect(sendWalletAct(world.relayer, signed)).rejects.toMatchObject({ code: "ERR_REVERTED" });
  });

  it("is appointed and dismissed by the controller only, for a time, under an address", async () => {
    const thief = world.mallory.account;
    await expect(appointDelegate(world.chain, thief, { owner, delegate, validity: DAY })).rejects.toMatchObject({
      code: "ERR_CONTROLLER",
    });
    await expect(dismissDelegate(world.chain, thief, { owner, delegate })).rejects.toMatchObject({
      code: "ERR_CONTROLLER",
    });
    for (const validity of [0, -1, 1.5, Number.POSITIVE_INFINITY]) {
      await expect(appoint(validity)).rejects.toMatchObject({ code: "ERR_ARGUMENT" });
    }
    const wrong = { owner, delegate: "mallory", validity: DAY };
    await expect(appointDelegate(world.chain, world.graduate.account, wrong)).rejects.toMatchObject({
      code: "ERR_ARGUMENT",
    });
  });

  it("is not looked for in vain: a node that does not answer is no empty list", async () => {
    const provider = new JsonRpcProvider("http://127.0.0.1:1", world.chain.chainId, { staticNetwork: true });
    const chain = connectChain(world.chain.network, provider);
    const refusal = { code: "ERR_NODE_UNREACHABLE" };
    await expect(listDelegates(chain, owner)).rejects.toMatchObject(refusal);
    await expect(controllerOf(chain, owner)).rejects.toMatchObject(refusal);
    provider.destroy();
  });

  it("a thief appointed survives the rotation of the key, is listed, and goes when the new controller says so", async () => {
    await appoint(DAY);
    const device = await world.local.fundedWallet("employer");
    const handover = { owner, newController: device.address };
    await rotateController(world.chain, world.graduate.account, handover);
    expectValid(await ask(world, held, { signer }));
    expect(await listDelegates(world.chain, owner)).toMatchObject([{ address: delegate }]);
    await dismissDelegate(world.chain, device, { owner, delegate });
    expectInvalid(await ask(world, held, { signer }), refusal);
  });
});
