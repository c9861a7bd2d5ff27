import { hexlify, JsonRpcProvider } from "ethers";
import { sendTransaction } from "../../sdk/contract/sendTransaction.ts";
import { createDisclosure } from "../../sdk/disclosure/createDisclosure.ts";
import { splitPresentation } from "../../sdk/disclosure/splitPresentation.ts";
import type { ErrorCode } from "../../sdk/errors/errorCodes.ts";
import { connectOrganization } from "../../sdk/generated/Organization.ts";
import { connectChain } from "../../sdk/network/connectChain.ts";
import type { StatusAct } from "../../sdk/organization/changeStatus.ts";
import { changeStatus } from "../../sdk/organization/changeStatus.ts";
import { prepareRecord } from "../../sdk/organization/prepareRecord.ts";
import { publishKey } from "../../sdk/organization/publishKey.ts";
import { answerRequest } from "../../sdk/presentation/answerRequest.ts";
import { createRequest } from "../../sdk/presentation/createRequest.ts";
import type { GrantTerms } from "../../sdk/presentation/GrantTerms.ts";
import { grantCommitment } from "../../sdk/presentation/GrantTerms.ts";
import type { PresentationRequest } from "../../sdk/presentation/PresentationRequest.ts";
import { presentStanding } from "../../sdk/presentation/presentStanding.ts";
import type { TokenSigner } from "../../sdk/token/TokenSigner.ts";
import { memoryTokenSigner } from "../../sdk/token/TokenSigner.ts";
import type { Expectation } from "../../sdk/verify/Facts.ts";
import type { Verifier } from "../../sdk/verify/openVerifier.ts";
import { openVerifier } from "../../sdk/verify/openVerifier.ts";
import type { Verdict, Verification } from "../../sdk/verify/Verification.ts";
import type { OpenedRecord } from "../../sdk/wallet/openRecords.ts";
import { openRecords } from "../../sdk/wallet/openRecords.ts";
import type { WalletAct } from "../../sdk/wallet/walletActs.ts";
import { sendWalletAct, signWalletAct } from "../../sdk/wallet/walletActs.ts";
import type { Graduate } from "./issueClass.ts";
import { sendBatch } from "./issueClass.ts";
import type { Stage } from "./Stage.ts";
import { DAY, randomBytes } from "./Stage.ts";

/** One question a doubter asks, and how it came out. */
export interface Scene {
  readonly name: string;
  readonly expected: Verdict;
  readonly expectedCode: ErrorCode | "STANDING" | null;
  readonly verification: Verification;
}

const EMPLOYER = "hr.example-employer.com";
const ANOTHER_EMPLOYER = "jobs.another-employer.com";
const WANTED = ["awardTitle", "awardDate"] as const;

/** Plays the scenes one after the other; `tell` hears of each. */
export async function playScenes(
  stage: Stage,
  graduates: readonly Graduate[],
  tell: (scene: Scene) => void,
): Promise<void> {
  const { chain, local, university } = stage;
  const [first, second, third, fourth, fifth, sixth, seventh] = graduates.filter(
    ({ row }) => row.recordType === "degree",
  ) as [Graduate, Graduate, Graduate, Graduate, Graduate, Graduate, Graduate];

  async function scene(
    name: string,
    expected: Verdict,
    code: Scene["expectedCode"],
    work: () => Promise<Verification>,
  ) {
    tell({ name, expected, expectedCode: code, verification: await work() });
  }
  /** A graduate answers a fresh request with a record as it is now, and the employer verifies. */
  async function ask(
    graduate: Graduate,
    options: { record?: OpenedRecord; verifier?: Verifier } = {},
  ): Promise<Verification> {
    const record = options.record ?? (await openOwn(stage, graduate));
    const request = await requestOf(stage);
    const text = await answer(stage, request, record, graduate.signer);
    return (options.verifier ?? (await stage.verifier())).verify(text, { kind: "answer", request });
  }
  const asHolder = (graduate: Graduate, act: WalletAct) => actAs(stage, graduate, act);
  const asIssuer = (graduate: Graduate, act: StatusAct, reason: Parameters<typeof changeStatus>[2]["reason"]) =>
    changeStatus(university.issuer, university.address, {
      act,
      wallet: graduate.wallet,
      recordId: graduate.claimFile.recordId,
      reason,
    });

  // What the first graduate answered stays at hand for everybody who would like to misuse it.
  const record = await openOwn(stage, first);
  const request = await requestOf(stage);
  const honest = await answer(stage, request, record, first.signer);
  const expected: Expectation = { kind: "answer", request };
  const employer = await stage.verifier();
  const verify = async (text: string, other: Expectation = expected) => (await stage.verifier()).verify(text, other);

  await scene("a graduate shares degree and award date", "valid", null, () => employer.verify(honest, expected));
  await scene("the same answer a second time", "invalid", "ERR_NONCE_USED", () => employer.verify(honest, expected));
  await scene("a claim is changed", "invalid", "ERR_DISCLOSURE_UNREFERENCED", () =>
    verify(
      withDisclosures(honest, (disclosures) => disclosures.with(0, invented("awardTitle", "Doctor of Everything"))),
    ),
  );
  await scene("a claim is invented and added", "invalid", "ERR_DISCLOSURE_UNREFERENCED", () =>
    verify(withDisclosures(honest, (disclosures) => [...disclosures, invented("distinction", "summa cum laude")])),
  );
  await scene("a true claim the graduate kept back is added", "invalid", "ERR_KEY_BINDING_HASH", () =>
    verify(withDisclosures(honest, (disclosures) => [...disclosures, heldBack(record, disclosures)])),
  );
  await scene("another person presents it", "invalid", "ERR_NOT_THE_HOLDER", async () =>
    verify(await answer(stage, request, record, memoryTokenSigner(randomBytes(32)))),
  );
  await scene("the answer is replayed to another employer", "invalid", "ERR_AUDIENCE", async () =>
    verify(honest, { kind: "answer", request: await requestOf(stage, ANOTHER_EMPLOYER) }),
  );

  const { text: standing, grantId } = await release(stage, second);
  const forEmployer: Expectation = { kind: "standing", audience: EMPLOYER };
  await scene("a standing presentation, as a file", "valid", "STANDING", () => verify(standing, forEmployer));
  await asHolder(second, { act: "withdrawGrant", grantId });
  await scene("its grant is withdrawn", "invalid", "ERR_GRANT_WITHDRAWN", () => verify(standing, forEmployer));

  const older = await openOwn(stage, third);
  const amended = await amend(stage, third);
  await scene("a diploma is amended: the new version", "valid", null, () => ask(amended));
  await scene("and its older version", "invalid", "ERR_SUPERSEDED", () => ask(third, { record: older }));

  const fourthRecord = await openOwn(stage, fourth);
  await asIssuer(fourth, "suspend", "under_review");
  await scene("a diploma is suspended", "invalid", "ERR_SUSPENDED", () => ask(fourth, { record: fourthRecord }));
  await asIssuer(fourth, "reinstate", "review_closed");
  await scene("and reinstated", "valid", null, () => ask(fourth, { record: fourthRecord }));
  await asIssuer(fifth, "revoke", "academic_misconduct");
  await scene("a diploma is revoked", "invalid", "ERR_REVOKED", () => ask(fifth));

  const rotated = await rotateSigningKey(stage);
  await scene("the university rotates its key", "valid", null, () => ask(first, { record }));
  await scene("a diploma under the new key", "valid", null, async () => ask(await amend(stage, sixth, rotated)));

  const seventhRecord = await openOwn(stage, seventh);
  await asHolder(seventh, { act: "deactivate" });
  await scene("a wallet is deactivated", "invalid", "ERR_WALLET_DEACTIVATED", () =>
    ask(seventh, { record: seventhRecord }),
  );
  await asHolder(seventh, { act: "reactivate" });
  await scene("and reactivated", "valid", null, () => ask(seventh, { record: seventhRecord }));
  await asHolder(seventh, { act: "destroy" });
  await scene("and destroyed", "invalid", "ERR_WALLET_DESTROYED", () => ask(seventh, { record: seventhRecord }));

  await scene("the node is unreachable", "notCheckable", "ERR_NODE_UNREACHABLE", async () => {
    const { provider, verifier } = unreachable(stage, await local.now());
    return ask(first, { record, verifier }).finally(() => provider.destroy());
  });

  await stage.decide({ act: "withdraw", reason: "closed", evidence: university.context.generation.codeHashes.lens });
  await scene("the university has closed", "valid", null, () => ask(first, { record }));
  const { blockNumber } = (await verify(honest)).checks.find(({ id }) => id === "header")?.evidence as {
    blockNumber: number;
  };
  const issuedAt = (await chain.provider.getBlock(blockNumber))?.timestamp ?? 0;
  await stage.decide({
    act: "markFraud",
    since: issuedAt - DAY,
    evidence: university.context.generation.codeHashes.lens,
  });
  await scene("it was fraudulent since the day before issuing", "invalid", "ERR_ISSUER_FRAUD", () =>
    ask(first, { record }),
  );
}

async function requestOf({ local }: Stage, audience = EMPLOYER): Promise<PresentationRequest> {
  const expires = (await local.now()) + DAY;
  return createRequest({ audience, purpose: "Application 2026-117", claims: WANTED, expires }, randomBytes);
}

async function answer({ local }: Stage, request: PresentationRequest, credential: OpenedRecord, signer: TokenSigner) {
  return answerRequest(request, { credential, signer, now: await local.now() });
}

/** Opens the graduate's one record, from the chain and the claim file. */
export async function openOwn({ chain }: Stage, graduate: Graduate): Promise<OpenedRecord> {
  const { address, decryptionKey, claimFile } = graduate;
  const { opened, unopened } = await openRecords(chain, address, { decryptionKey, claimFiles: [claimFile] });
  const [record] = opened;
  if (record === undefined) throw unopened[0]?.error ?? new Error(`The wallet ${address} is empty.`);
  return record;
}

/** The holder signs an act, a relayer sends it. */
async function actAs({ chain, relayer, local }: Stage, graduate: Graduate, act: WalletAct): Promise<void> {
  const deadline = (await local.now()) + DAY;
  await sendWalletAct(relayer, await signWalletAct(chain, graduate.account, graduate.address, act, { deadline }));
}

/** The holder grants an employer two claims until next year and makes the file for it. */
async function release(stage: Stage, graduate: Graduate): Promise<{ text: string; grantId: string }> {
  const now = await stage.local.now();
  const credential = await openOwn(stage, graduate);
  const { recordId } = graduate.claimFile;
  const terms: GrantTerms = {
    salt: hexlify(randomBytes(32)),
    audience: EMPLOYER,
    purpose: "Personnel file",
    recordIds: [recordId],
  };
  const grantId = hexlify(randomBytes(32));
  const until = now + 365 * DAY;
  await actAs(stage, graduate, { act: "grant", grantId, commitment: grantCommitment(terms), until });
  const text = await presentStanding({ credential, signer: graduate.signer, claims: WANTED, grantId, terms, now });
  return { text, grantId };
}

/** The university issues the record's next version, with a corrected title. */
async function amend(stage: Stage, graduate: Graduate, batch = 100n): Promise<Graduate> {
  const claims = { ...graduate.award.claims, awardTitle: `${graduate.row.awardTitle} (corrected)` };
  const prepared = await prepareRecord(stage.university.context, { ...graduate.award, claims, sequence: 2 });
  await sendBatch(stage, [prepared], batch);
  return { ...graduate, claimFile: prepared.claimFile };
}

/** The university publishes a new signing key and ends the old one. */
async function rotateSigningKey({ university }: Stage): Promise<bigint> {
  const { admin, address, context } = university;
  const signer = memoryTokenSigner(randomBytes(32));
  const key = { purpose: "signing", publicKey: signer.publicKey, validity: 365 * DAY } as const;
  const number = await publishKey(admin, address, key);
  await sendTransaction(() => connectOrganization(address, admin).endKey(context.signing.number));
  university.context = { ...context, signing: { signer, number } };
  return 101n;
}

/** A verifier whose node does not answer: nothing listens on the loopback's port 1. */
function unreachable({ chain }: Stage, now: number) {
  const options = { staticNetwork: true, cacheTimeout: -1, batchStallTime: 0 };
  const provider = new JsonRpcProvider("http://127.0.0.1:1", chain.chainId, options);
  return { provider, verifier: openVerifier(connectChain(chain.network, provider), { now: () => now }) };
}

/** The same presentation with other disclosures and the same key binding. */
function withDisclosures(text: string, change: (disclosures: string[]) => string[]): string {
  const { token, disclosures, keyBinding } = splitPresentation(text);
  return [token, ...change(disclosures), keyBinding].join("~");
}

function invented(name: string, value: string): string {
  return createDisclosure({ salt: randomBytes(16), name, value }).encoded;
}

/** A disclosure of the record that was not presented. */
function heldBack(record: OpenedRecord, presented: readonly string[]): string {
  return record.disclosures.find((disclosure) => !presented.includes(disclosure)) ?? "";
}
