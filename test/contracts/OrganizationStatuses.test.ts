import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readEvents } from "../../sdk/call/readEvents.ts";
import { Authority, RecordStatus, StatusReason, WithdrawalReason } from "../../sdk/generated/enums.ts";
import { connectICredentialWallet } from "../../sdk/generated/ICredentialWallet.ts";
import type { Organization } from "../../sdk/generated/Organization.ts";
import type { RecordRefInput } from "../../sdk/generated/structs.ts";
import { NETWORKS } from "../fixtures/chain.ts";
import type { System } from "./support/openSystem.ts";
import { mined, openSystem } from "./support/openSystem.ts";
import { errorIn, expectRevert, revertOf } from "./support/reverts.ts";
import {
  accessKey,
  accredited,
  decide,
  EVIDENCE,
  IN_PERSON,
  issue,
  itemFor,
  newWallet,
  recordId,
} from "./support/steps.ts";

describe.each(NETWORKS)("Changes of status on %s", (network) => {
  let system: System;
  let body: Organization;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    system = await openSystem(network);
    body = await accredited(system, "Recognition body", Authority.Cross);
    for (const index of [0, 1, 2]) {
      await newWallet(system, 1, index);
      await issue(system, body, itemFor(system, 1, index, { walletIndex: index }));
    }
    restore = await system.chain.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => system.chain.close());

  const record = (index: number) => itemFor(system, 1, index, { walletIndex: index }).record;
  const all = (): RecordRefInput[] => [0, 1, 2].map(record);
  const issuer = () => body.connect(system.people.issuer);
  const change = (to: RecordStatus, reason: StatusReason, records: RecordRefInput[] = all()) =>
    issuer().changeStatuses(5, to, reason, records);
  async function statusOf(index: number): Promise<bigint> {
    const wallet = await system.wallets.walletOf(system.people.graduate, 1, index);
    const header = await connectICredentialWallet(wallet, system.people.graduate).headerFor(body, accessKey(index));
    return header.status;
  }

  it("suspends, reinstates and revokes many at once, with one reason", async () => {
    const steps: [RecordStatus, StatusReason][] = [
      [RecordStatus.Suspended, StatusReason.UnderReview],
      [RecordStatus.Active, StatusReason.ReviewClosed],
      [RecordStatus.Revoked, StatusReason.IssuedInError],
    ];
    for (const [to, reason] of steps) {
      const { logs } = await mined(change(to, reason));
      expect(readEvents(body, "StatusesChanged", logs)[0]?.args).toEqual({
        batch: 5n,
        to: BigInt(to),
        reason: BigInt(reason),
        items: 3n,
        refused: 0n,
      });
      expect(await Promise.all([0, 1, 2].map(statusOf))).toEqual([to, to, to].map(BigInt));
    }
  });

  it("a wallet that refuses costs only its item, and says why", async () => {
    const { people, wallets } = system;
    await mined(issuer().revoke(record(1), StatusReason.IssuedInError));
    const destroyed = await wallets.walletOf(people.graduate, 1, 2);
    await mined(connectICredentialWallet(destroyed, people.graduate).destroy(IN_PERSON));
    const missing = { ...record(0), walletIndex: 9 };
    const unknown = { ...record(0), recordId: recordId(77) };
    const odd = { ...record(0), profile: 4 };
    const { logs } = await mined(
      change(RecordStatus.Revoked, StatusReason.AwardWithdrawn, [...all(), missing, unknown, odd]),
    );
    const refusals = readEvents(body, "ItemRefused", logs).map(({ args }) => {
      expect(args.batch).toBe(5n);
      return [Number(args.index), args.recordId, errorIn(args.reason)];
    });
    expect(refusals).toEqual([
      [1, recordId(1), { name: "WalletRecordRevoked", args: [recordId(1)] }],
      [2, recordId(2), { name: "WalletDestroyed", args: [] }],
      [3, recordId(0), { name: "OrganizationNoWallet", args: [people.graduate.address, 1n, 9n] }],
      [4, recordId(77), { name: "WalletRecordUnknown", args: [recordId(77)] }],
      [5, recordId(0), { name: "OrganizationNoWallet", args: [people.graduate.address, 4n, 0n] }],
    ]);
    expect(readEvents(body, "StatusesChanged", logs)[0]?.args).toMatchObject({ items: 6n, refused: 5n });
    expect(await statusOf(0)).toBe(BigInt(RecordStatus.Revoked));
  });

  it("is refused as a whole where it is empty or leads nowhere", async () => {
    await expectRevert(change(RecordStatus.Revoked, StatusReason.Unspecified, []), "OrganizationEmptyBatch");
    await expectRevert(change(RecordStatus.None, StatusReason.Unspecified), "OrganizationBadStatus", RecordStatus.None);
  });

  it("a gas limit that is just short reverts the whole batch, and never refuses an item", async () => {
    const outcomes = new Set<string>();
    for (let gasLimit = 30_000; gasLimit < 400_000; gasLimit += 2_003) {
      const call = issuer().changeStatuses.staticCall(5, RecordStatus.Suspended, StatusReason.UnderReview, all(), {
        gasLimit,
      });
      const refused = await call.catch(() => undefined);
      if (refused !== undefined) {
        expect(refused).toBe(0n);
        outcomes.add("changed");
      } else {
        outcomes.add(
          await revertOf(call).then(
            ({ name, args }) => [name, ...args].join(" "),
            () => "out of gas",
          ),
        );
      }
    }
    expect([...outcomes].sort()).toEqual([
      "BatchOutOfGas 0",
      "BatchOutOfGas 1",
      "BatchOutOfGas 2",
      "changed",
      "out of gas",
    ]);
  });

  it("who proved dishonest changes nothing any more: neither revokes nor suspends what it issued honestly", async () => {
    const { registry, people } = system;
    const refusal = async (reason: WithdrawalReason, status: number) => {
      const asRefused = ["OracleRegistryNotAccredited", body.target, BigInt(status), BigInt(reason)] as const;
      await expectRevert(issuer().suspend(record(0), StatusReason.Unspecified), ...asRefused);
      await expectRevert(issuer().revoke(record(0), StatusReason.Unspecified), ...asRefused);
      await expectRevert(registry.maySuspend(body), ...asRefused);
      await expectRevert(registry.mayRevoke(body), ...asRefused);
    };
    const again = await system.chain.snapshot();
    for (const reason of [WithdrawalReason.Misconduct, WithdrawalReason.Fraud]) {
      await decide(system, registry, "withdraw", [body.target, reason, 0, EVIDENCE]);
      await refusal(reason, 4);
      await again();
    }
    await decide(system, registry, "markFraud", [body.target, await system.chain.now(), EVIDENCE]);
    await refusal(WithdrawalReason.None, 2);
    await again();

    // Whoever closed in honour still can; whoever is suspended can do what can be undone.
    await decide(system, registry, "withdraw", [body.target, WithdrawalReason.Closed, 0, EVIDENCE]);
    await mined(issuer().suspend(record(0), StatusReason.Unspecified));
    await mined(issuer().revoke(record(0), StatusReason.Unspecified));
    await again();
    await decide(system, registry, "suspend", [body.target, EVIDENCE]);
    await mined(issuer().suspend(record(0), StatusReason.Unspecified));
    await expectRevert(
      issuer().revoke(record(0), StatusReason.Unspecified),
      "OracleRegistryNotAccredited",
      body.target,
      3,
      0,
    );
    await expectRevert(
      registry.maySuspend(people.mallory),
      "OracleRegistryNotAccredited",
      people.mallory.address,
      0,
      0,
    );
  });
});
