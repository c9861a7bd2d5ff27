import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { enrolHolder, signEnrolment } from "../../../sdk/consent/enrolment.ts";
import { sendMembershipAct, signMembershipAct } from "../../../sdk/consent/membershipActs.ts";
import { signRecordRequest } from "../../../sdk/consent/signRecordRequest.ts";
import { RecordType } from "../../../sdk/generated/enums.ts";
import { connectOrganization } from "../../../sdk/generated/Organization.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

describe("ending an agreement with an organization", () => {
  let world: World;
  let restore: () => Promise<void>;
  let terms: Parameters<typeof signMembershipAct>[3];
  const contract = () => connectOrganization(world.university.address, world.university.account);
  const end = async (act: Parameters<typeof signMembershipAct>[2], by = world.graduate.account) => {
    await sendMembershipAct(world.relayer, await signMembershipAct(world.chain, by, act, terms));
  };
  beforeAll(async () => {
    world = await openWorld();
    const { graduate, university, random, local } = world;
    terms = {
      organization: university.address,
      owner: graduate.account.address,
      deadline: (await local.now()) + 3600,
      random,
    };
    restore = await local.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => world.close());

  it("a holder leaves, and a relayer pays", async () => {
    expect(await contract().enrolledProfiles(terms.owner)).toBe(14n);
    await expect(end({ act: "leave" }, world.mallory.account)).rejects.toMatchObject({
      details: { error: "OrganizationBadSignature" },
    });
    await end({ act: "leave" });
    expect(await contract().enrolledProfiles(terms.owner)).toBe(0n);
  });

  it("a consent that was not used yet cannot be used any more", async () => {
    const { chain, graduate, university } = world;
    const signed = await signEnrolment(chain, graduate.account, { ...terms, profiles: [1] });
    await end({ act: "withdrawConsent", nonce: BigInt(signed.enrolment.nonce) });
    await expect(enrolHolder(university.account, signed)).rejects.toMatchObject({
      details: { error: "OrganizationNonceUsed" },
    });
  });

  it("a request that was accepted is not open any more", async () => {
    const { chain, graduate, random } = world;
    const wallet = { owner: terms.owner, profile: 2, index: 0 } as const;
    const { consent } = await signRecordRequest(chain, graduate.account, {
      ...terms,
      recordType: "degree",
      message: "",
      documents: [],
      wallet,
      encryptionKey: graduate.encryptionKey,
      random,
    });
    const { documents, nonce, deadline, signature } = consent;
    const request = {
      holder: terms.owner,
      profile: 2,
      walletIndex: 0,
      recordType: RecordType.Degree,
      documents,
      nonce,
      deadline,
    };
    await (await contract().acceptRequest(request, signature)).wait();
    expect(await contract().requestedUntil(terms.owner, 2, 0, RecordType.Degree)).toBe(BigInt(deadline));
    await end({ act: "withdrawRequest", wallet, recordType: "degree", until: deadline });
    expect(await contract().requestedUntil(terms.owner, 2, 0, RecordType.Degree)).toBe(0n);
  });
});
