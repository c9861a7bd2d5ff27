import type { Wallet } from "ethers";
import { hexlify } from "ethers";
import { sendTransaction } from "../../../sdk/call/sendTransaction.ts";
import { CscssError } from "../../../sdk/errors/CscssError.ts";
import { connectOrganization } from "../../../sdk/generated/Organization.ts";
import type { StatusAct, StatusReasonName } from "../../../sdk/issuing/changeStatus.ts";
import { changeStatus } from "../../../sdk/issuing/changeStatus.ts";
import { prepareRecord } from "../../../sdk/issuing/prepareRecord.ts";
import { publishKey } from "../../../sdk/organization/publishKey.ts";
import { answerRequest } from "../../../sdk/presentation/answerRequest.ts";
import { createRequest } from "../../../sdk/presentation/createRequest.ts";
import type { GrantTerms } from "../../../sdk/presentation/GrantTerms.ts";
import { grantCommitment } from "../../../sdk/presentation/GrantTerms.ts";
import type { PresentationRequest } from "../../../sdk/presentation/PresentationRequest.ts";
import { presentStanding } from "../../../sdk/presentation/presentStanding.ts";
import type { TokenSigner } from "../../../sdk/token/TokenSigner.ts";
import { memoryTokenSigner } from "../../../sdk/token/TokenSigner.ts";
import type { OpenedRecord } from "../../../sdk/wallet/openRecords.ts";
import { openRecords } from "../../../sdk/wallet/openRecords.ts";
import type { WalletAct } from "../../../sdk/wallet/walletActs.ts";
import { sendWalletAct, signWalletAct } from "../../../sdk/wallet/walletActs.ts";
import type { Graduate } from "./issueClass.ts";
import { sendBatch } from "./issueClass.ts";
import type { Stage } from "./Stage.ts";
import { DAY, randomBytes } from "./Stage.ts";

/** The employer of the story, and what it wants to know. */
export const EMPLOYER = "hr.example-employer.com";
export const WANTED = ["awardTitle", "awardDate"] as const;

/** An employer makes a request. */
export async function makeRequest(
  { local }: Stage,
  audience: string,
  claims: readonly string[],
): Promise<PresentationRequest> {
  const expires = (await local.now()) + DAY;
  return createRequest({ audience, purpose: "Application 2026-117", claims, expires }, randomBytes);
}

/** Somebody answers a request with a record, by whatever key they have. */
export async function answer(
  { local }: Stage,
  request: PresentationRequest,
  credential: OpenedRecord,
  signer: TokenSigner,
): Promise<string> {
  return answerRequest(request, { credential, signer, now: await local.now() });
}

/** A graduate opens the one record of the wallet, from the chain and the claim file. */
export async function openOwn({ chain }: Stage, graduate: Graduate): Promise<OpenedRecord> {
  const { address, decryptionKey, claimFile } = graduate;
  const { opened, unopened } = await openRecords(chain, address, { decryptionKey, claimFiles: [claimFile] });
  const [record] = opened;
  if (record !== undefined) return record;
  throw unopened[0]?.error ?? new CscssError("ERR_RECORD_UNKNOWN", `The wallet ${address} has no record.`);
}

/** A graduate signs an act, a relayer sends it. */
export async function actAs({ chain, relayer, local }: Stage, graduate: Graduate, act: WalletAct): Promise<void> {
  const deadline = (await local.now()) + DAY;
  const { account, address } = graduate;
  await sendWalletAct(relayer, await signWalletAct(chain, account, address, act, { deadline }));
}

/** A graduate grants the employer two claims for a year, and makes the file for it. */
export async function release(stage: Stage, graduate: Graduate): Promise<{ text: string; grantId: string }> {
  const now = await stage.local.now();
  const credential = await openOwn(stage, graduate);
  const { recordId } = graduate.claimFile;
  const salt = hexlify(randomBytes(32));
  const terms: GrantTerms = { salt, audience: EMPLOYER, purpose: "Personnel file", recordIds: [recordId] };
  const grantId = hexlify(randomBytes(32));
  const until = now + 365 * DAY;
  await actAs(stage, graduate, { act: "grant", grantId, commitment: grantCommitment(terms), until });
  const { signer } = graduate;
  return { text: await presentStanding({ credential, signer, claims: WANTED, grantId, terms, now }), grantId };
}

/** The university issues the record's second version, with a corrected title. */
export async function amend(stage: Stage, graduate: Graduate): Promise<Graduate> {
  const claims = { ...graduate.award.claims, awardTitle: `${graduate.award.claims.awardTitle} (corrected)` };
  const prepared = await prepareRecord(stage.university.context, { ...graduate.award, claims, sequence: 2 });
  await sendBatch(stage, [prepared]);
  return { ...graduate, claimFile: prepared.claimFile };
}

/** The university suspends, reinstates or revokes a graduate's record. */
export async function setStatus(
  { university }: Stage,
  { wallet, claimFile }: Graduate,
  act: StatusAct,
  reason: StatusReasonName,
): Promise<void> {
  const { recordId } = claimFile;
  await changeStatus(university.issuer, university.address, { act, wallet, recordId, reason });
}

/** The university publishes a new signing key, signs with it from now on and ends the old one. */
export async function rotateSigningKey({ university }: Stage): Promise<void> {
  const admin: Wallet = university.admin;
  const { address, context } = university;
  const signer = memoryTokenSigner(randomBytes(32));
  const key = { purpose: "signing", publicKey: signer.publicKey, validity: 365 * DAY } as const;
  const number = await publishKey(admin, address, key);
  await sendTransaction(() => connectOrganization(address, admin).endKey(context.signing.number));
  university.context = { ...context, signing: { signer, number } };
}
