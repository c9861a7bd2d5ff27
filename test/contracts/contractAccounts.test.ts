import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BaseContract, Interface, Wallet } from "ethers";
import { Contract, ContractFactory, concat } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readEvents } from "../../sdk/call/readEvents.ts";
import type { Eip712Type } from "../../sdk/eip712/types.ts";
import { Authority, Category, StatusReason } from "../../sdk/generated/enums.ts";
import { connectICredentialWallet } from "../../sdk/generated/ICredentialWallet.ts";
import type { Organization } from "../../sdk/generated/Organization.ts";
import { NETWORKS } from "../fixtures/chain.ts";
import type { System } from "./support/openSystem.ts";
import { mined, openSystem } from "./support/openSystem.ts";
import { expectRevert } from "./support/reverts.ts";
import {
  accredited,
  decide,
  ENCRYPTION_KEY,
  EVIDENCE,
  FAR,
  IN_PERSON,
  itemFor,
  SIGNING_KEY,
  signFor,
} from "./support/steps.ts";

const SAFE = join(import.meta.dirname, "../../artifacts/test/contracts/support/SafeAccount.sol/SafeAccount.json");

/** Accounts that are contracts (ERC-1271): of a holder, of an organization's staff, of a member of the Council. */
describe.each(NETWORKS)("Contract accounts on %s", (network) => {
  let system: System;
  let body: Organization;
  let safe: BaseContract;
  let address: string;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    system = await openSystem(network);
    body = await accredited(system, "Recognition body", Authority.Direct);
    const { graduate, employer } = system.people;
    const { abi, bytecode } = JSON.parse(readFileSync(SAFE, "utf8")) as { abi: Interface; bytecode: string };
    safe = await new ContractFactory(abi, bytecode, graduate).deploy(graduate, employer);
    await safe.waitForDeployment();
    address = String(safe.target);
    restore = await system.chain.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => system.chain.close());

  const signAs = async (
    keys: readonly Wallet[],
    contract: BaseContract,
    type: Eip712Type,
    message: Readonly<Record<string, unknown>>,
  ) => concat(await Promise.all(keys.map((key) => signFor(system, key, contract, type, message))));
  const both = () => [system.people.graduate, system.people.employer] as const;
  const execute = (contract: BaseContract, method: string, args: readonly unknown[]) =>
    mined(
      safe.connect(system.people.graduate).getFunction("execute")(
        contract.target,
        contract.interface.encodeFunctionData(method, args),
      ),
    );

  it("a holder may be one: it makes wallets, enrols, acts by signature and in person", async () => {
    const { wallets, people } = system;
    const creation = { owner: address, profile: 1, index: 0, encryptionKey: ENCRYPTION_KEY, deadline: FAR };
    const create = (signature: string) => wallets.create(address, 1, 0, ENCRYPTION_KEY, { deadline: FAR, signature });
    const half = await signAs([people.graduate, people.mallory], wallets, "CreateWallet", creation);
    await expectRevert(create(half), "WalletFactoryBadSignature", address);
    await mined(create(await signAs(both(), wallets, "CreateWallet", creation)));

    const enrolment = { holder: address, profiles: 2, nonce: 1, deadline: FAR };
    const message = { ...enrolment, organization: String(body.target) };
    const enrolled = await signAs(both(), body, "Enrol", message);
    await mined(body.connect(people.registrar).enrol(enrolment, enrolled));
    const item = itemFor(system, 1, 1);
    const record = { ...item.record, owner: address };
    const issued = body
      .connect(people.issuer)
      .issue(1, Category.HigherEducation, SIGNING_KEY, { ...item, record }, "0x");
    await mined(issued);

    const wallet = connectICredentialWallet(await wallets.walletOf(address, 1, 0), people.relayer);
    const act = { nonce: 0, deadline: FAR };
    const signature = await signAs(both(), wallet, "Deactivate", act);
    await mined(wallet.deactivate({ deadline: FAR, signature }));
    await execute(wallet, "reactivate", [IN_PERSON]);
    expect((await wallet.summary()).nonce).toBe(2n);
    await expectRevert(wallet.destroy({ deadline: FAR, signature }), "WalletBadSignature", address);
    await expectRevert(
      wallet.connect(people.graduate).destroy(IN_PERSON),
      "WalletNotController",
      people.graduate.address,
    );
  });

  it("a holder may become one, by handing over to it", async () => {
    const { wallets, people, dids } = system;
    const { graduate } = people;
    await mined(wallets.connect(graduate).create(graduate, 1, 0, ENCRYPTION_KEY, IN_PERSON));
    await mined(dids.connect(graduate).changeOwner(graduate, address));
    const wallet = connectICredentialWallet(await wallets.walletOf(graduate, 1, 0), people.relayer);
    const signature = await signAs(both(), wallet, "Destroy", { nonce: 0, deadline: FAR });
    await mined(wallet.destroy({ deadline: FAR, signature }));
  });

  it("an organization's admin and issuer may be one", async () => {
    const { people } = system;
    await mined(body.grantRole(await body.DEFAULT_ADMIN_ROLE(), address));
    await mined(body.renounceRole(await body.DEFAULT_ADMIN_ROLE(), people.university));
    await execute(body, "grantRole", [await body.ISSUER_ROLE(), address]);
    await execute(body, "setApprovalsRequired", [1]);
    const item = itemFor(system, 1, 1);
    const args = [1, Category.HigherEducation, SIGNING_KEY, [item], []];
    const hash = await body.batchHashOf(body.interface.encodeFunctionData("issueBatch", args));
    await mined(body.connect(people.registrar).prepareBatch(hash));
    await execute(body, "approveBatch", [hash]);
    const { logs } = await execute(body, "issueBatch", args);
    expect(readEvents(body, "BatchIssued", logs)[0]?.args).toMatchObject({ items: 1n, refused: 1n });
    const stranger = new Contract(address, safe.interface, people.mallory);
    const data = body.interface.encodeFunctionData("suspend", [item.record, StatusReason.Unspecified]);
    await expect(stranger.getFunction("execute")(body.target, data)).rejects.toMatchObject({
      data: safe.interface.encodeErrorResult("SafeAccountStranger", [people.mallory.address]),
    });
  });

  it("the Council decides as three of five, a contract account among them", async () => {
    const { council, registry, people } = system;
    const five = [people.governor, people.registrar, people.issuer, people.mallory];
    const members = [...five.map((member) => member.address), address].sort((one, other) =>
      BigInt(one) < BigInt(other) ? -1 : 1,
    );
    await decide(system, council, "setMembers", [members, 3]);
    const data = registry.interface.encodeFunctionData("suspend", [body.target, EVIDENCE]);
    const decision = { target: String(registry.target), data, nonce: 500, deadline: FAR };
    const approvals = [
      ...(await Promise.all(
        [people.governor, people.registrar].map(async (member) => ({
          member: member.address,
          signature: await signFor(system, member, council, "Decision", decision),
        })),
      )),
      { member: address, signature: await signAs(both(), council, "Decision", decision) },
    ].sort((one, other) => (BigInt(one.member) < BigInt(other.member) ? -1 : 1));

    for (const left of approvals) {
      const two = approvals.filter((approval) => approval !== left);
      await expectRevert(council.enact(decision, two), "CouncilTooFewApprovals", 2, 3);
    }
    const forged = approvals.map((approval) =>
      approval.member === address
        ? { ...approval, signature: concat([approval.signature.slice(0, 132), `0x${"00".repeat(65)}`]) }
        : approval,
    );
    await expectRevert(council.enact(decision, forged), "CouncilBadSignature", address);
    await mined(council.connect(people.employer).enact(decision, approvals));
    expect((await registry.standingOf(body)).status).toBe(3n);
  });
});
