import { id } from "ethers";
import { sendTransaction } from "../../../../sdk/call/sendTransaction.ts";
import { connectOrganization } from "../../../../sdk/generated/Organization.ts";
import { createOrganization } from "../../../../sdk/organization/createOrganization.ts";
import { publishKey } from "../../../../sdk/organization/publishKey.ts";
import { authorityNumber, categoryMask } from "../../../../sdk/registry/accreditationCall.ts";
import { memoryTokenSigner } from "../../../../sdk/token/TokenSigner.ts";
import type { Stage } from "../../demo/Stage.ts";
import { DAY, EVIDENCE, openStage, randomBytes } from "../../demo/Stage.ts";
import { renumber } from "../gas/GasLab.ts";
import { sendInFew } from "../harness/sendInFew.ts";
import { REFERENCE_DIPLOMA } from "../subject/documents.ts";
import { issueCalls } from "../subject/issueCalls.ts";
import type { Issued } from "../subject/issueOne.ts";
import { issueOne } from "../subject/issueOne.ts";
import { makeHolders } from "../subject/makeHolders.ts";

/** A system with much of something, and one credential in it. */
export interface Grown {
  readonly what: "records in the wallet" | "organizations in the registry" | "keys of the organization";
  readonly count: number;
  readonly stage: Stage;
  readonly issued: Issued;
}

/** Of copies, for one transaction. */
const PORTION = 50;
/** So many records are in the wallet where something else is many. */
const FEW = 2;

/** A small system first, then one for every count of everything. */
export async function growAll(counts: readonly number[], say: (text: string) => void): Promise<Grown[]> {
  const base = await openStage();
  const grown = [await growRecords(base, FEW)];
  for (const count of counts) {
    say(`${count} records in one wallet`);
    grown.push(await growRecords(base, count));
  }
  for (const count of counts) {
    say(`${count} organizations in one registry`);
    grown.push(await growOrganizations(await openStage(), count));
  }
  for (const count of counts) {
    say(`${count} keys of one organization`);
    grown.push(await growKeys(await openStage(), count));
  }
  return grown;
}

async function growRecords(stage: Stage, count: number): Promise<Grown> {
  return { what: "records in the wallet", count, stage, issued: await issueFor(stage, count) };
}

/** They stand in the registry, having applied. */
async function growOrganizations(stage: Stage, count: number): Promise<Grown> {
  const { chain, university } = stage;
  const admin = university.admin;
  for (let index = 1; index < count; index++) {
    const name = `University ${index}`;
    const address = await createOrganization(chain, admin, {
      name,
      country: "IT",
      metadataHash: EVIDENCE,
      salt: id(name),
    });
    const scope = [authorityNumber("direct"), categoryMask(["higher_education"])] as const;
    await sendTransaction(() => connectOrganization(address, admin).applyForAccreditation(...scope, EVIDENCE));
  }
  return { what: "organizations in the registry", count, stage, issued: await issueFor(stage, FEW) };
}

async function growKeys(stage: Stage, count: number): Promise<Grown> {
  const { university } = stage;
  for (let number = 2; number < count; number++) {
    const { publicKey } = memoryTokenSigner(randomBytes(32));
    await publishKey(university.admin, university.address, { purpose: "signing", publicKey, validity: 900 * DAY });
  }
  return { what: "keys of the organization", count, stage, issued: await issueFor(stage, FEW) };
}

/** A new holder's credential, and copies of it up to so many records in the wallet. */
async function issueFor(stage: Stage, records: number): Promise<Issued> {
  const [holder] = await makeHolders(stage, 1, [2]);
  if (holder === undefined) throw new RangeError("There is no holder.");
  const issued = await issueOne(stage, holder, REFERENCE_DIPLOMA, { profile: 2, award: "reference" });
  const ours = issueCalls(stage);
  for (let from = 1; from < records; from += PORTION) {
    const length = Math.min(PORTION, records - from);
    const copies = Array.from({ length }, (_, index) => renumber(issued.record, `copy ${from + index}`));
    ours.requireNoRefusal(await sendInFew(stage.university.issuer, copies, ours.batch));
  }
  return issued;
}
