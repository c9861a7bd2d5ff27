import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { recordIdOf } from "../../../sdk/credential/accessKey.ts";
import { didOf } from "../../../sdk/did/didOf.ts";
import { organizationInterface } from "../../../sdk/generated/Organization.ts";
import { prepareRecord } from "../../../sdk/issuing/prepareRecord.ts";
import { memoryDecryptionKey } from "../../../sdk/seal/memoryDecryptionKey.ts";
import { memoryTokenSigner } from "../../../sdk/token/TokenSigner.ts";
import type { ClaimFile } from "../../../sdk/wallet/ClaimFile.ts";
import { openRecords } from "../../../sdk/wallet/openRecords.ts";
import type { Profile } from "../../../sdk/wallet/WalletRef.ts";
import { walletAddress } from "../../../sdk/wallet/walletAddress.ts";
import type { Draft } from "../../fixtures/forging.ts";
import { forge } from "../../fixtures/forging.ts";
import { act, amend, awardOf, issue, sendRecords } from "../../fixtures/issuing.ts";
import { endKey, newSigningKey } from "../../fixtures/keys.ts";
import { throughNode } from "../../fixtures/lyingNode.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

describe("openRecords", () => {
  let world: World;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    world = await openWorld();
    restore = await world.local.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => world.close());

  const walletOf = (profile: Profile) =>
    walletAddress(world.chain.generation, { owner: world.graduate.account.address, profile, index: 0 });

  function open(wallet: string, claimFiles: readonly ClaimFile[], decryptionKey = world.graduate.decryptionKey) {
    return openRecords(world.chain, wallet, { decryptionKey, claimFiles });
  }

  it("opens what is there, with the claims of chain and claim file together, in every profile", async () => {
    for (const profile of [1, 2, 3] as const) {
      const { prepared, award } = await issue(world, { profile });
      const { opened, unopened } = await open(walletOf(profile), [prepared.claimFile]);
      expect(unopened).toEqual([]);
      expect(opened).toHaveLength(1);
      expect(opened[0]?.claims).toMatchObject(award.claims);
      expect(opened[0]?.issuer).toBe(world.university.address);
    }
  });

  it("opens in profile 2 without the claim file, but for what identifies the person", async () => {
    await issue(world);
    const { opened } = await open(walletOf(2), []);
    const [record] = opened;
    expect(record?.claims).toMatchObject({ awardTitle: expect.any(String) });
    expect(record?.claims).not.toHaveProperty("givenName");
  });

  it("cannot open in profile 1 without the claim file, and says so", async () => {
    const { recordId } = await issue(world, { profile: 1 });
    const { opened, unopened } = await open(walletOf(1), []);
    expect(opened).toEqual([]);
    expect(unopened).toMatchObject([{ recordId, issuer: world.university.address, error: { code: "ERR_CLAIM_FILE" } }]);
  });

  it("takes a claim file of the record that lacks the token for none, in profile 1", async () => {
    const { token, ...file } = (await issue(world, { profile: 1 })).prepared.claimFile;
    expect(token).toBeDefined();
    const { opened, unopened } = await open(walletOf(1), [file]);
    expect(opened).toEqual([]);
    expect(unopened.map(({ error }) => error.code)).toEqual(["ERR_CLAIM_FILE"]);
  });

  it("takes a claim file only for its own chain, wallet, issuer, record and sequence", async () => {
    const { prepared } = await issue(world, { profile: 1 });
    const { claimFile } = prepared;
    const others: ClaimFile[] = [
      { ...claimFile, chainId: 1 },
      { ...claimFile, wallet: walletOf(2) },
      { ...claimFile, issuer: world.mallory.account.address },
      { ...claimFile, recordId: `0x${"00".repeat(16)}` },
      { ...claimFile, sequence: 2 },
    ];
    const { unopened } = await open(walletOf(1), others);
    expect(unopened.map(({ error }) => error.code)).toEqual(["ERR_CLAIM_FILE"]);
    const { opened } = await open(walletOf(1), [...others, claimFile]);
    expect(opened).toHaveLength(1);
  });

  it("refuses a claim file whose token is another's, signed by another, or not the one on chain", async () => {
    const { prepared, award } = await issue(world, { profile: 1 });
    const { claimFile } = prepared;
    const again = await prepareRecord(world.university.context, award);
    const other = await issue(world, { person: world.mallory, profile: 1 });
    const [input] = [claimFile.token?.slice(0, claimFile.token.lastIndexOf("."))];
    const signature = other.prepared.claimFile.token?.split(".")[2];
    for (const token of [again.claimFile.token, other.prepared.claimFile.token, `${input}.${signature}`]) {
      const { disclosures } = token === again.claimFile.token ? again.claimFile : claimFile;
      const changed = {
        ...claimFile,
        token: token ?? "",
        disclosures: token?.startsWith(String(input)) ? disclosures : [],
      };
      const { opened, unopened } = await open(walletOf(1), [changed]);
      expect(opened).toEqual([]);
      expect(unopened.map(({ error }) => error.code)).toEqual(["ERR_SIGNATURE"]);
    }
  });

  it.each<[string, string, (file: ClaimFile) => Partial<ClaimFile>]>([
    [
      "a disclosure twice",
      "ERR_DISCLOSURE_DUPLICATE",
      ({ disclosures }) => ({ disclosures: [...disclosures, ...disclosures] }),
    ],
    [
      "a foreign disclosure",
      "ERR_DISCLOSURE_UNREFERENCED",
      () => ({ disclosures: ["WyJBQUFBQUFBQUFBQUFBQUFBQUFBQUFBIiwiYSIsMV0"] }),
    ],
    ["a broken disclosure", "ERR_DISCLOSURE_FORMAT", () => ({ disclosures: ["x"] })],
  ])("refuses a claim file with %s", async (_, code, change) => {
    const { prepared } = await issue(world);
    const { unopened } = await open(walletOf(2), [{ ...prepared.claimFile, ...change(prepared.claimFile) }]);
    expect(unopened.map(({ error }) => error.code)).toEqual([code]);
  });

  it("does not open with another key, and says nothing about why (E7)", async () => {
    const { prepared } = await issue(world);
    const other = memoryDecryptionKey(fixedBytes("another key", 32));
    const { opened, unopened } = await open(walletOf(2), [prepared.claimFile], other);
    expect(opened).toEqual([]);
    expect(unopened.map(({ error }) => error.code)).toEqual(["ERR_SEAL_OPEN"]);
  });

  it("opens what it can beside what it cannot", async () => {
    const good = await issue(world);
    const prepared = await prepareRecord(world.university.context, awardOf(world));
    const broken = { ...prepared, sealedPayload: prepared.sealedPayload.with(200, 0) };
    await sendRecords(world, [broken]);
    const { opened, unopened } = await open(walletOf(2), [good.prepared.claimFile]);
    expect(opened.map(({ credential }) => credential.recordId)).toEqual([good.recordId]);
    expect(unopened.map(({ recordId, error }) => [recordId, error.code])).toEqual([
      [prepared.claimFile.recordId, "ERR_SEAL_OPEN"],
    ]);
  });

  it("does not stumble over what an issuer may have put on chain: too short, of another form, or of no key", async () => {
    const { claimFile } = (await issue(world)).prepared;
    for (const sealedPayload of [Uint8Array.of(1), Uint8Array.of(9, 9, 9), new Uint8Array(300).fill(1)]) {
      const prepared = await prepareRecord(world.university.context, awardOf(world));
      await sendRecords(world, [{ ...prepared, sealedPayload }]);
    }
    const unknownKey = await prepareRecord(
      { ...world.university.context, sealing: { ...world.university.context.sealing, number: 77 } },
      awardOf(world),
    );
    await sendRecords(world, [unknownKey]);
    const { opened, unopened } = await open(walletOf(2), [claimFile]);
    expect(opened).toHaveLength(1);
    expect(unopened).toHaveLength(4);
    for (const { error } of unopened) expect(["ERR_SEAL_OPEN", "ERR_PUBLIC_KEY"]).toContain(error.code);
  });

  /** What the university itself puts on chain in profile 1, and how its holder opens it. */
  async function openForged(change: (draft: Draft) => void) {
    const { token, disclosures, recordId } = await forge(world, change);
    const { address } = world.university;
    const file = { chainId: 31337, issuer: address, wallet: walletOf(1), recordId, sequence: 1, token, disclosures };
    return open(walletOf(1), [{ type: "CscssMeClaimFile", version: 1, ...file }]);
  }

  it.each<[string, (draft: Draft) => void]>([
    ["the issuer did not sign", (draft) => Object.assign(draft, { signer: world.mallory.signer })],
    [
      "names another issuer",
      ({ header, payload }) => {
        payload.iss = didOf(31337n, world.mallory.account.address);
        header.kid = `${payload.iss}#delegate-1`;
      },
    ],
    [
      "is about another holder",
      ({ payload }) => {
        payload.sub = didOf(31337n, world.mallory.account.address);
        payload.cnf = { kid: `${payload.sub}#controller` };
      },
    ],
    [
      "was issued to another wallet",
      ({ payload: { vc } }) => {
        const status = vc.credentialStatus;
        status.wallet = walletOf(2);
        status.id = `${didOf(31337n, walletOf(2))}#${recordIdOf(String(status.accessKey))}`;
      },
    ],
    [
      "is of another record",
      ({ payload: { vc } }) => {
        const status = vc.credentialStatus;
        status.accessKey = `0x${"ac".repeat(32)}`;
        status.id = `${didOf(31337n, walletOf(1))}#${recordIdOf(String(status.accessKey))}`;
      },
    ],
    [
      "was signed with a key that is for sealing",
      (draft) => {
        draft.header.kid = `${draft.payload.iss}#delegate-2`;
        draft.signer = memoryTokenSigner(fixedBytes(`${world.university.address}/sealing`, 32));
      },
    ],
  ])("refuses what %s, though its hash is in the wallet, and nothing else is wrong with it", async (_, change) => {
    const { opened, unopened } = await openForged(change);
    expect(opened).toEqual([]);
    expect(unopened.map(({ error }) => error.code)).toEqual(["ERR_SIGNATURE"]);
  });

  it("opens what the university issued in the same way, unchanged", async () => {
    expect((await openForged(() => undefined)).unopened).toEqual([]);
  });

  it("passes on what is wrong with the key or the program, and holds it against no record", async () => {
    const { prepared } = await issue(world);
    const unplugged = new Error("the device was unplugged");
    const decryptionKey = { ...world.graduate.decryptionKey, unwrap: () => Promise.reject(unplugged) };
    await expect(open(walletOf(2), [prepared.claimFile], decryptionKey)).rejects.toBe(unplugged);
  });

  it("opens the latest version alone, and what was signed with a key that has ended since", async () => {
    const first = await issue(world);
    const second = await amend(world, first, { claims: { ...first.award.claims, awardTitle: "Corrected" } });
    await newSigningKey(world);
    await endKey(world, 1);
    await endKey(world, 2);
    const { opened, unopened } = await open(walletOf(2), [first.prepared.claimFile, second.prepared.claimFile]);
    expect(unopened).toEqual([]);
    expect(opened.map(({ claims }) => claims.awardTitle)).toEqual(["Corrected"]);
  });

  it("reads every page of a wallet of 120 records, in their order", async () => {
    const records = await Promise.all(
      Array.from({ length: 120 }, () => prepareRecord(world.university.context, awardOf(world, { profile: 1 }))),
    );
    for (const start of [0, 40, 80]) await sendRecords(world, records.slice(start, start + 40));
    const claimFiles = records.map(({ claimFile }) => claimFile);
    const { opened, unopened } = await open(walletOf(1), claimFiles.toReversed());
    expect(unopened).toEqual([]);
    expect(opened.map(({ credential }) => credential.recordId)).toEqual(claimFiles.map(({ recordId }) => recordId));
  });

  it("takes the wallet's address in lower case too", async () => {
    const { prepared } = await issue(world);
    const { opened, unopened } = await open(walletOf(2).toLowerCase(), [prepared.claimFile]);
    expect(unopened).toEqual([]);
    expect(opened[0]?.claims).toHaveProperty("givenName");
  });

  it("says of a wallet that is empty, deactivated, destroyed or none what it is", async () => {
    expect(await open(walletOf(2), [])).toEqual({ opened: [], unopened: [] });
    const held = await issue(world);
    await act(world, held, { act: "deactivate" });
    await expect(open(held.wallet, [])).rejects.toMatchObject({ code: "ERR_WALLET_DEACTIVATED" });
    await act(world, held, { act: "destroy" });
    await expect(open(held.wallet, [])).rejects.toMatchObject({ code: "ERR_WALLET_DESTROYED" });
    await expect(open(world.university.address, [])).rejects.toMatchObject({ code: "ERR_WALLET_UNKNOWN" });
  });

  it("fails as a whole, with its own code, when the node does at any call", async () => {
    const { prepared } = await issue(world);
    const keyAt = organizationInterface.getFunction("keyAt")?.selector ?? "none";
    for (const part of ["", keyAt]) {
      const chain = throughNode(world, ({ method, params }, truth) =>
        method === "eth_call" && String(params[0].data).includes(part) ? Promise.reject(new Error("down")) : truth(),
      );
      const options = { decryptionKey: world.graduate.decryptionKey, claimFiles: [prepared.claimFile] };
      await expect(openRecords(chain, walletOf(2), options)).rejects.toMatchObject({ code: "ERR_NODE_UNREACHABLE" });
    }
  });
});
