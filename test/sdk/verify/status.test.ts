import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sendTransaction } from "../../../sdk/call/sendTransaction.ts";
import { connectICredentialWallet } from "../../../sdk/generated/ICredentialWallet.ts";
import { connectOrganization } from "../../../sdk/generated/Organization.ts";
import type { StatusAct } from "../../../sdk/issuing/changeStatus.ts";
import { changeStatus } from "../../../sdk/issuing/changeStatus.ts";
import { prepareRecord } from "../../../sdk/issuing/prepareRecord.ts";
import type { HeldCredential } from "../../../sdk/presentation/HeldCredential.ts";
import { openVerifier } from "../../../sdk/verify/openVerifier.ts";
import type { Held } from "../../fixtures/issuing.ts";
import { act, amend, issue } from "../../fixtures/issuing.ts";
import { lyingLens } from "../../fixtures/lyingNode.ts";
import { answer, ask, expectInvalid, expectValid, requestOf, verify } from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { DAY, openWorld } from "../../fixtures/world.ts";

describe("A record's standing", () => {
  let world: World;
  let held: Held;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    world = await openWorld();
    held = await issue(world, { profile: 1 });
    restore = await world.local.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => world.close());

  async function change(what: StatusAct, { award, recordId }: Held = held): Promise<void> {
    const { account, address } = world.university;
    await changeStatus(account, address, { act: what, reason: "under_review", wallet: award.wallet, recordId });
  }

  it("lets one and the same presentation verify before a suspension and after its lifting, and not between (V3)", async () => {
    const request = await requestOf(world);
    const text = await answer(world, held, request);
    const expected = { kind: "answer", request } as const;
    expectValid(await verify(world, text, expected));
    await change("suspend");
    const suspended = await verify(world, text, expected);
    expectInvalid(suspended, "status ERR_SUSPENDED");
    expect(suspended.reason?.message).toContain("under review");
    await change("reinstate");
    expectValid(await verify(world, text, expected));
    await change("revoke");
    expectInvalid(await verify(world, text, expected), "status ERR_REVOKED");
  });

  it("stays revoked: it takes no further step, and everything else about it is still told (V3)", async () => {
    await change("revoke");
    for (const what of ["revoke", "suspend", "reinstate"] as const) {
      await expect(change(what)).rejects.toMatchObject({ code: "ERR_REVERTED" });
    }
    await expect(amend(world, held)).rejects.toThrow("WalletRecordRevoked");
    const verification = await ask(world, held);
    expectInvalid(verification, "status ERR_REVOKED");
    expect(verification.checks.find(({ id }) => id === "signature")?.outcome).toBe("passed");
  });

  it("may be revoked in a deactivated wallet: it shows as soon as the wallet is back (V3)", async () => {
    await act(world, held, { act: "deactivate" });
    await change("revoke");
    expectInvalid(await ask(world, held), "header ERR_WALLET_DEACTIVATED");
    await act(world, held, { act: "reactivate" });
    expectInvalid(await ask(world, held), "status ERR_REVOKED");
  });

  it("may be revoked by an issuer that was blocked, or whose holder has left (V3)", async () => {
    const { account, address } = world.university;
    await act(world, held, { act: "blockOrganization", organization: address });
    await sendTransaction(() => connectOrganization(address, account).endEnrolment(world.graduate.account.address));
    await expect(issue(world, { profile: 1 })).rejects.toThrow("OrganizationNotEnrolled");
    expectValid(await ask(world, held));
    await change("suspend");
    expectInvalid(await ask(world, held), "status ERR_SUSPENDED");
    await change("revoke");
    expectInvalid(await ask(world, held), "status ERR_REVOKED");
  });

  it("stays suspended through an amendment, and the amended version is the one reinstated", async () => {
    await change("suspend");
    const amended = await amend(world, held, { sequence: 3 });
    expectInvalid(await ask(world, amended), "status ERR_SUSPENDED");
    await change("reinstate");
    expectValid(await ask(world, amended));
    expectInvalid(await ask(world, held), "sequence ERR_SUPERSEDED");
  });

  it("tells an older version from the latest, whose own claims count (V2)", async () => {
    const claims = { ...held.award.claims, awardTitle: "Bachelor of Science" };
    const amended = await amend(world, held, { claims });
    const verification = await ask(world, amended);
    expectValid(verification);
    expect(verification.disclosed.awardTitle).toBe("Bachelor of Science");
    const older = await ask(world, held);
    expectInvalid(older, "sequence ERR_SUPERSEDED");
    const skipped = older.checks.filter(({ outcome }) => outcome === "skipped").map(({ id }) => id);
    expect(skipped).toEqual(["signature", "key-standing", "accreditation", "payload-hash", "grant", "identity"]);
  });

  it("does not verify a version that was signed but never issued (V1, V2)", async () => {
    const next = await prepareRecord(world.university.context, { ...held.award, sequence: 2 });
    expectInvalid(await askWith(credentialOf(next)), "sequence ERR_SEQUENCE");
    const again = await prepareRecord(world.university.context, held.award);
    expectInvalid(await askWith(credentialOf(again)), "payload-hash ERR_PAYLOAD_HASH");
    const never = await prepareRecord(world.university.context, { ...held.award, award: "never issued" });
    expectInvalid(await askWith(credentialOf(never)), "header ERR_RECORD_UNKNOWN");
  });

  it("is compared with the token's own hash, not with what the presentation says (V1)", async () => {
    const chain = lyingLens(world, ({ header }) => {
      header.payloadHash = `0x${"00".repeat(32)}`;
    });
    expectInvalid(await ask(world, held, { chain }), "payload-hash ERR_PAYLOAD_HASH");
  });

  it("expires by the verifier's clock too, on a chain that makes no block meanwhile", async () => {
    const validUntil = (await world.local.now()) + 100;
    const licence = await issue(world, { award: { validUntil } });
    const request = await requestOf(world);
    const text = await answer(world, licence, request);
    const verifyAt = (time: number) =>
      openVerifier(world.chain, { now: () => time }).verify(text, { kind: "answer", request });
    expectValid(await verifyAt(validUntil));
    expectInvalid(await verifyAt(validUntil + 1), "status ERR_EXPIRED");
  });

  it("is valid in the last second of its validity, expired in the next, and renewed by an amendment", async () => {
    const validUntil = (await world.local.now()) + 10 * DAY;
    const licence = await issue(world, { award: { validUntil } });
    await world.local.setTime(validUntil);
    const last = await ask(world, licence);
    expectValid(last);
    expect(last.checks.find(({ id }) => id === "status")?.message).toContain("Valid until");
    await world.local.setTime(validUntil + 1);
    expectInvalid(await ask(world, licence), "status ERR_EXPIRED");
    const renewed = await amend(world, licence, { validUntil: validUntil + 10 * DAY });
    expectValid(await ask(world, renewed));
    expectInvalid(await ask(world, licence), "sequence ERR_SUPERSEDED");
  });

  it("is read from the block's time, not from the verifier's clock", async () => {
    const validUntil = (await world.local.now()) + 10 * DAY;
    const licence = await issue(world, { award: { validUntil } });
    await world.local.setTime(validUntil + 1);
    const behind = lyingLens(world, ({ header }) => {
      header.validUntil += 1n;
    });
    // The lens says one second more than the token: the token's own word does not make it good.
    expectInvalid(await ask(world, licence, { chain: behind }), "status ERR_VALIDITY");
  });

  it("is withdrawn by the holder, in those words, while the wallet is deactivated (V7)", async () => {
    await act(world, held, { act: "deactivate" });
    const verification = await ask(world, held);
    expectInvalid(verification, "header ERR_WALLET_DEACTIVATED");
    expect(verification.reason?.message).toContain("Withdrawn by the holder");
    await act(world, held, { act: "reactivate" });
    expectValid(await ask(world, held));
  });

  it("is withdrawn by the holder for good once the wallet is destroyed, and after it was erased (V7)", async () => {
    await act(world, held, { act: "destroy" });
    const verification = await ask(world, held);
    expectInvalid(verification, "header ERR_WALLET_DESTROYED");
    expect(verification.reason?.message).toContain("Withdrawn by the holder");
    await (await connectICredentialWallet(held.wallet, world.relayer).erase(10)).wait();
    expectInvalid(await ask(world, held), "header ERR_WALLET_DESTROYED");
    await expect(act(world, held, { act: "reactivate" })).rejects.toMatchObject({
      details: { error: "WalletDestroyed" },
    });
  });

  it("may be withdrawn in one wallet while the holder's others live on (V7)", async () => {
    const other = await issue(world, { profile: 2 });
    await act(world, held, { act: "destroy" });
    expectValid(await ask(world, other));
  });

  function askWith(record: HeldCredential) {
    return ask(world, { record: record as Held["record"], person: held.person });
  }
});

function credentialOf({ claimFile }: Held["prepared"]): HeldCredential {
  return { token: claimFile.token ?? "", disclosures: claimFile.disclosures };
}
