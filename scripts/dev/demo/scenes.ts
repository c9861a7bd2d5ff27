import { JsonRpcProvider } from "ethers";
import { createDisclosure } from "../../../sdk/disclosure/createDisclosure.ts";
import { splitPresentation } from "../../../sdk/disclosure/splitPresentation.ts";
import type { ErrorCode } from "../../../sdk/errors/errorCodes.ts";
import { connectChain } from "../../../sdk/network/connectChain.ts";
import { memoryTokenSigner } from "../../../sdk/token/TokenSigner.ts";
import type { Expectation } from "../../../sdk/verify/Facts.ts";
import type { Verifier } from "../../../sdk/verify/openVerifier.ts";
import { openVerifier } from "../../../sdk/verify/openVerifier.ts";
import type { Verdict, Verification } from "../../../sdk/verify/Verification.ts";
import type { OpenedRecord } from "../../../sdk/wallet/openRecords.ts";
import {
  actAs,
  amend,
  answer,
  EMPLOYER,
  makeRequest,
  openOwn,
  release,
  rotateSigningKey,
  setStatus,
  WANTED,
} from "./acts.ts";
import type { Graduate } from "./issueClass.ts";
import type { Stage } from "./Stage.ts";
import { DAY, EVIDENCE, randomBytes } from "./Stage.ts";

/** One question a doubter asks, and how it came out. */
export interface Scene {
  readonly name: string;
  readonly expected: Verdict;
  readonly expectedCode: ErrorCode | "STANDING" | null;
  readonly verification: Verification;
}

/** Hears of a scene, what is expected of it, and plays it. */
type Play = (
  name: string,
  expected: Verdict,
  code: Scene["expectedCode"],
  scene: () => Promise<Verification>,
) => Promise<void>;

const ANOTHER_EMPLOYER = "jobs.another-employer.com";
const IDENTITY = ["identityOpening", "givenName", "familyName", "dateOfBirth", "email", "studentId", "diplomaNumber"];

/** Plays all scenes; `tell` hears of each when it is over. */
export async function playScenes(
  stage: Stage,
  graduates: readonly Graduate[],
  tell: (scene: Scene) => void,
): Promise<void> {
  const play: Play = async (name, expected, expectedCode, scene) => {
    tell({ name, expected, expectedCode, verification: await scene() });
  };
  const issuedAt = await stage.local.now();
  const degrees = graduates.filter(({ row, wallet }) => row.recordType === "degree" && wallet.profile === 2);
  const [sharer, releaser, corrected, suspended, revoked, later, leaver] = degrees;

  await playForgeries(stage, of(sharer), play);
  await playProfiles(stage, graduates, play);
  await playStanding(stage, of(releaser), play);
  await playRecordChanges(stage, [of(corrected), of(suspended), of(revoked)], play);
  await playKeyRotation(stage, of(sharer), of(later), play);
  await playWalletStates(stage, of(leaver), play);
  await playIssuerEnd(stage, of(sharer), issuedAt, play);
}

/** The honest answer, and what others would like to make of it. */
async function playForgeries(stage: Stage, graduate: Graduate, play: Play): Promise<void> {
  const record = await openOwn(stage, graduate);
  const request = await makeRequest(stage, EMPLOYER, WANTED);
  const honest = await answer(stage, request, record, graduate.signer);
  const expected: Expectation = { kind: "answer", request };
  const employer = await stage.verifier();
  const verify = async (text: string, other = expected) => (await stage.verifier()).verify(text, other);
  const altered = (change: (disclosures: readonly string[]) => readonly string[]) =>
    verify(withDisclosures(honest, change));

  await play("a graduate shares degree and award date", "valid", null, () => employer.verify(honest, expected));
  await play("the same answer a second time", "invalid", "ERR_NONCE_USED", () => employer.verify(honest, expected));
  await play("a claim is changed", "invalid", "ERR_DISCLOSURE_UNREFERENCED", () =>
    altered((disclosures) => disclosures.with(0, invented("awardTitle", "Doctor of Everything"))),
  );
  await play("a claim is invented and added", "invalid", "ERR_DISCLOSURE_UNREFERENCED", () =>
    altered((disclosures) => [...disclosures, invented("distinction", "summa cum laude")]),
  );
  await play("a true claim the graduate kept back is added", "invalid", "ERR_KEY_BINDING_HASH", () =>
    altered((disclosures) => [...disclosures, ...heldBack(record, disclosures)]),
  );
  await play("another person presents it", "invalid", "ERR_NOT_THE_HOLDER", async () =>
    verify(await answer(stage, request, record, memoryTokenSigner(randomBytes(32)))),
  );
  await play("the answer is replayed to another employer", "invalid", "ERR_AUDIENCE", async () =>
    verify(honest, { kind: "answer", request: await makeRequest(stage, ANOTHER_EMPLOYER, WANTED) }),
  );
  await play("the node is unreachable", "notCheckable", "ERR_NODE_UNREACHABLE", () =>
    withoutNode(stage, (verifier) => verifier.verify(honest, expected)),
  );
}

/** The profiles that keep less, and more, on chain. */
async function playProfiles(stage: Stage, graduates: readonly Graduate[], play: Play): Promise<void> {
  const [fileOnly, withIdentity] = [1, 3].map((profile) => graduates.find(({ wallet }) => wallet.profile === profile));
  await play("only the header is on chain (profile 1)", "valid", null, () => ask(stage, of(fileOnly)));
  await play("identity sealed on chain, and shared (profile 3)", "valid", null, () =>
    ask(stage, of(withIdentity), { claims: [...WANTED, ...IDENTITY] }),
  );
}

async function playStanding(stage: Stage, graduate: Graduate, play: Play): Promise<void> {
  const { text, grantId } = await release(stage, graduate);
  const verify = async () => (await stage.verifier()).verify(text, { kind: "standing", audience: EMPLOYER });
  await play("a standing presentation, as a file", "valid", "STANDING", verify);
  await actAs(stage, graduate, { act: "withdrawGrant", grantId });
  await play("its grant is withdrawn", "invalid", "ERR_GRANT_WITHDRAWN", verify);
}

async function playRecordChanges(
  stage: Stage,
  [corrected, suspended, revoked]: readonly [Graduate, Graduate, Graduate],
  play: Play,
): Promise<void> {
  const older = await openOwn(stage, corrected);
  const amended = await amend(stage, corrected);
  await play("a diploma is amended: the new version", "valid", null, () => ask(stage, amended));
  await play("and its older version", "invalid", "ERR_SUPERSEDED", () => ask(stage, corrected, { record: older }));
  await setStatus(stage, suspended, "suspend", "under_review");
  await play("a diploma is suspended", "invalid", "ERR_SUSPENDED", () => ask(stage, suspended));
  await setStatus(stage, suspended, "reinstate", "review_closed");
  await play("and reinstated", "valid", null, () => ask(stage, suspended));
  await setStatus(stage, revoked, "revoke", "academic_misconduct");
  await play("a diploma is revoked", "invalid", "ERR_REVOKED", () => ask(stage, revoked));
}

async function playKeyRotation(stage: Stage, earlier: Graduate, later: Graduate, play: Play): Promise<void> {
  await rotateSigningKey(stage);
  await play("the university rotates its key", "valid", null, () => ask(stage, earlier));
  const amended = await amend(stage, later);
  await play("a diploma under the new key", "valid", null, () => ask(stage, amended));
}

async function playWalletStates(stage: Stage, graduate: Graduate, play: Play): Promise<void> {
  const record = await openOwn(stage, graduate);
  const show = () => ask(stage, graduate, { record });
  await actAs(stage, graduate, { act: "deactivate" });
  await play("a wallet is deactivated", "invalid", "ERR_WALLET_DEACTIVATED", show);
  await actAs(stage, graduate, { act: "reactivate" });
  await play("and reactivated", "valid", null, show);
  await actAs(stage, graduate, { act: "destroy" });
  await play("and destroyed", "invalid", "ERR_WALLET_DESTROYED", show);
}

async function playIssuerEnd(stage: Stage, graduate: Graduate, issuedAt: number, play: Play): Promise<void> {
  await stage.decide({ act: "withdraw", reason: "closed", evidence: EVIDENCE });
  await play("the university has closed", "valid", null, () => ask(stage, graduate));
  await stage.decide({ act: "markFraud", since: issuedAt - DAY, evidence: EVIDENCE });
  await play("it was a fraud since the day before issuing", "invalid", "ERR_ISSUER_FRAUD", () => ask(stage, graduate));
}

/** The employer asks, the graduate answers with the record as it is now unless told, the employer verifies. */
async function ask(
  stage: Stage,
  graduate: Graduate,
  { record, claims = WANTED }: { record?: OpenedRecord; claims?: readonly string[] } = {},
): Promise<Verification> {
  const request = await makeRequest(stage, EMPLOYER, claims);
  const text = await answer(stage, request, record ?? (await openOwn(stage, graduate)), graduate.signer);
  return (await stage.verifier()).verify(text, { kind: "answer", request });
}

/** A verifier whose node does not answer: nothing listens on port 1 of this machine. */
async function withoutNode({ chain, local }: Stage, verify: (verifier: Verifier) => Promise<Verification>) {
  const options = { staticNetwork: true, cacheTimeout: -1, batchStallTime: 0 };
  const provider = new JsonRpcProvider("http://127.0.0.1:1", chain.chainId, options);
  const now = await local.now();
  try {
    return await verify(openVerifier(connectChain(chain.network, provider), { now: () => now }));
  } finally {
    provider.destroy();
  }
}

/** The same presentation with other disclosures and the same key binding. */
function withDisclosures(text: string, change: (disclosures: readonly string[]) => readonly string[]): string {
  const { token, disclosures, keyBinding } = splitPresentation(text);
  return [token, ...change(disclosures), keyBinding].join("~");
}

function invented(name: string, value: string): string {
  return createDisclosure({ salt: randomBytes(16), name, value }).encoded;
}

/** One of the record's disclosures that was not presented. */
function heldBack(record: OpenedRecord, presented: readonly string[]): string[] {
  return record.disclosures.filter((disclosure) => !presented.includes(disclosure)).slice(0, 1);
}

function of(graduate: Graduate | undefined): Graduate {
  if (graduate === undefined) throw new RangeError("The class is too small for the story.");
  return graduate;
}
