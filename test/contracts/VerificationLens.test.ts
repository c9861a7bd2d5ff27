import { encodeBytes32String, id, ZeroAddress, ZeroHash } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Authority, Category, KeyPurpose, WalletState } from "../../sdk/generated/enums.ts";
import type { ICredentialWallet } from "../../sdk/generated/ICredentialWallet.ts";
import type { Organization } from "../../sdk/generated/Organization.ts";
import type { QueryInput } from "../../sdk/generated/structs.ts";
import { NETWORKS } from "../fixtures/chain.ts";
import fc from "../fixtures/fastCheck.ts";
import type { System } from "./support/openSystem.ts";
import { mined, openSystem } from "./support/openSystem.ts";
import {
  accessKey,
  accredited,
  BLOB,
  decide,
  EVIDENCE,
  IN_PERSON,
  issue,
  itemFor,
  keyBytes,
  newWallet,
} from "./support/steps.ts";

describe.each(NETWORKS)("VerificationLens on %s", (network) => {
  let system: System;
  let university: Organization;
  let wallet: ICredentialWallet;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    system = await openSystem(network);
    university = await accredited(system, "University", Authority.Cross);
    wallet = await newWallet(system, 2);
    await issue(system, university, itemFor(system, 2, 1));
    restore = await system.chain.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => system.chain.close());

  const query = (changed: Partial<QueryInput> = {}): QueryInput => ({
    issuer: university.target,
    wallet: wallet.target,
    accessKey: accessKey(1),
    presenters: [system.people.mallory.address, system.people.employer.address],
    grantId: id("grant"),
    ...changed,
  });
  const ask = async (...queries: QueryInput[]) => (await system.lens.read(queries)).answers;

  it("answers from one block, and says which", async () => {
    const { chain, lens } = system;
    const { snapshot } = await lens.read([]);
    const block = await chain.provider.getBlock("latest");
    expect([snapshot.chainId, snapshot.time]).toEqual([chain.chainId, BigInt(block?.timestamp ?? 0)]);
    expect(Number(snapshot.blockNumber) - (block?.number ?? 0)).toBeOneOf([0, 1]);
  });

  it("gives all that a verdict rests on", async () => {
    const { people, dids } = system;
    await mined(
      dids.connect(people.graduate).addDelegate(people.graduate, encodeBytes32String("sigAuth"), people.employer, 1000),
    );
    await mined(wallet.grant(id("grant"), id("commitment"), 0, IN_PERSON));
    const [answer] = await ask(query());
    expect([answer?.issuerIsOrganization, answer?.issuerName, answer?.issuerCountry]).toEqual([
      true,
      "University",
      "0x4545",
    ]);
    // The second of the presenters.
    expect(answer?.presenterRights).toBe(2n);
    expect(answer?.wallet.controller).toBe(people.graduate.address);
    expect(answer?.header.payloadHash).toBe(id("payload 1"));
    expect(answer?.key.purpose).toBe(1n);
    expect(answer?.atIssuance.status).toBe(2n);
    expect(answer?.issuer.number).toBe(1n);
    expect(answer?.grant.commitment).toBe(id("commitment"));
  });

  it("keeps what was true at issuance beside what is true today", async () => {
    await decide(system, system.registry, "suspend", [university.target, EVIDENCE]);
    const [answer] = await ask(query());
    expect([answer?.atIssuance.status, answer?.issuer.status]).toEqual([2n, 3n]);
  });

  it.each([
    ["no code", () => ({ wallet: system.people.mallory.address })],
    ["another contract", () => ({ wallet: system.registry.target })],
    ["the code of wallets", async () => ({ wallet: await system.wallets.pseudonymousWallet() })],
    ["address 0", () => ({ wallet: ZeroAddress })],
  ])("meets %s as an unknown wallet", async (_, changed) => {
    const [answer] = await ask(query(await changed()));
    expect(answer?.wallet.state).toBe(BigInt(WalletState.Unknown));
    expect(answer?.header.sequence).toBe(0n);
  });

  it("meets an unknown issuer, record or accessKey as an empty header", async () => {
    const answers = await ask(
      query({ issuer: system.people.mallory.address }),
      query({ accessKey: id("another key") }),
      query({ issuer: system.lens.target, presenters: [] }),
    );
    expect(answers.map(({ header }) => header.sequence)).toEqual([0n, 0n, 0n]);
    expect(answers.map(({ issuerIsOrganization }) => issuerIsOrganization)).toEqual([false, true, false]);
  });

  it("says that a wallet was deactivated or destroyed, and shows nothing of it", async () => {
    await mined(wallet.deactivate(IN_PERSON));
    const [deactivated] = await ask(query());
    await mined(wallet.destroy(IN_PERSON));
    const [destroyed] = await ask(query());
    expect([deactivated?.wallet.state, destroyed?.wallet.state]).toEqual([2n, 3n]);
    expect([deactivated?.header.payloadHash, destroyed?.header.payloadHash]).toEqual([ZeroHash, ZeroHash]);
    const { state, total, records } = await system.lens.sealedRecords(wallet, 0, 10);
    expect([state, total, records.length]).toEqual([3n, 0n, 0]);
  });

  it("gives sealed payloads, and none where there are none", async () => {
    const { records, total } = await system.lens.sealedRecords(wallet, 0, 10);
    expect(total).toBe(1n);
    expect(records[0]?.sealedPayload).toBe("0x7365616c6564");
    const headers = await newWallet(system, 1);
    await issue(system, university, itemFor(system, 1, 1));
    const found = await system.lens.sealedRecords(headers, 0, 10);
    expect(found.records.map(({ sealedPayload }) => sealedPayload)).toEqual(["0x"]);
  });

  it("answers many questions at once, each by itself", async () => {
    const bad = query({ wallet: ZeroAddress, issuer: ZeroAddress });
    const answers = await ask(query(), bad, query(), bad);
    expect(answers.map(({ header }) => header.sequence)).toEqual([1n, 0n, 1n, 0n]);
  });

  it("answers the same in whatever company a question is asked", async () => {
    const college = await accredited(system, "College", Authority.Cross);
    await issue(system, college, itemFor(system, 2, 5));
    const issuer = university.connect(system.people.issuer);
    const issueMany = (keyNumber: number, ...awards: number[]) => {
      const items = awards.map((award) => itemFor(system, 2, award));
      return mined(issuer.issueBatch(8, Category.HigherEducation, keyNumber, items, [BLOB]));
    };
    await issueMany(1, 2, 3);
    await mined(university.publishKey(KeyPurpose.Signing, keyBytes("second"), 1_000_000));
    await issueMany(3, 4);
    await decide(system, system.registry, "suspend", [college.target, EVIDENCE]);
    const questions: QueryInput[] = [
      ...[1, 2, 3, 4, 5].map((award) => query({ accessKey: accessKey(award) })),
      ...[1, 5].map((award) => query({ accessKey: accessKey(award), issuer: college.target })),
      query({ wallet: ZeroAddress }),
      query({ issuer: system.people.mallory.address }),
    ];
    const alone = await Promise.all(questions.map(async (question) => (await ask(question))[0]));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(questions.length - 1), { minLength: 2, maxLength: 12 }), async (order) => {
        const together = await ask(...order.map((index) => questions[index] as QueryInput));
        expect(together).toEqual(order.map((index) => alone[index]));
      }),
      { numRuns: 40 },
    );
  });
});
