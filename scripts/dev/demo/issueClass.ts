import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getBytes, Wallet } from "ethers";
import { enrolHolder, signEnrolment } from "../../../sdk/consent/enrolment.ts";
import { CscssError } from "../../../sdk/errors/CscssError.ts";
import { revertInWords } from "../../../sdk/errors/fromRevert.ts";
import type { GraduateRow } from "../../../sdk/inputs/GraduateRow.ts";
import { readGraduates } from "../../../sdk/inputs/readGraduates.ts";
import { issueBatch } from "../../../sdk/issuing/issueBatch.ts";
import type { Award, PreparedRecord } from "../../../sdk/issuing/prepareRecord.ts";
import { prepareRecord } from "../../../sdk/issuing/prepareRecord.ts";
import type { DecryptionKey } from "../../../sdk/seal/DecryptionKey.ts";
import { memoryDecryptionKey } from "../../../sdk/seal/memoryDecryptionKey.ts";
import type { TokenSigner } from "../../../sdk/token/TokenSigner.ts";
import { memoryTokenSigner } from "../../../sdk/token/TokenSigner.ts";
import type { ClaimFile } from "../../../sdk/wallet/ClaimFile.ts";
import { createWallet, signWalletCreation } from "../../../sdk/wallet/createWallet.ts";
import { readEncryptionKey } from "../../../sdk/wallet/readEncryptionKey.ts";
import type { Profile, WalletRef } from "../../../sdk/wallet/WalletRef.ts";
import { walletAddress } from "../../../sdk/wallet/walletAddress.ts";
import type { Stage } from "./Stage.ts";
import { DAY, randomBytes } from "./Stage.ts";

/** One graduate of the class, with the keys only they have. */
export interface Graduate {
  readonly row: GraduateRow;
  readonly account: Wallet;
  readonly signer: TokenSigner;
  readonly decryptionKey: DecryptionKey;
  readonly wallet: WalletRef;
  /** The wallet's address. */
  readonly address: string;
  readonly award: Award;
  readonly claimFile: ClaimFile;
}

/** Which category the university issues each type of record of this file in. */
const CATEGORY_OF = {
  degree: "higher_education",
  certificate: "vocational",
  professional_licence: "professional",
} as const;
const FILE = join(import.meta.dirname, "graduates.csv");

/** Reads the class from the university's file, makes everybody's wallet and issues their awards. */
export async function issueClass(stage: Stage): Promise<Graduate[]> {
  const { narrator, university, local } = stage;
  narrator.heading("A class of graduates, read from the university's CSV");
  const { rows, problems } = readGraduates(readFileSync(FILE), { now: await local.now() });
  if (problems.length > 0) throw new CscssError("ERR_CLAIMS", `${problems.length} rows of ${FILE} cannot be issued.`);
  narrator.say(`${rows.length} rows, all good: ${countByType(rows)}.`);

  const invited = rows.map((row, index) => invite(stage, row, profileOf(index)));
  const enrolled: Omit<Graduate, "award" | "claimFile">[] = [];
  await narrator.each("Wallets", "wallets", invited, async (graduate) => {
    enrolled.push({ ...graduate, address: await giveWallet(stage, graduate) });
  });
  narrator.say("Each graduate signed for a wallet and for enrolment; the university and a relayer paid.");

  const graduates: Graduate[] = [];
  const records: PreparedRecord[] = [];
  await narrator.each("Signing and sealing", "records", enrolled, async (graduate) => {
    const award = await awardFor(stage, graduate);
    const record = await prepareRecord(university.context, award);
    records.push(record);
    graduates.push({ ...graduate, award, claimFile: record.claimFile });
  });
  for (const [category, ofCategory] of Map.groupBy(records, (record) => record.category)) {
    const { gasUsed } = await sendBatch(stage, ofCategory);
    const each = Number(gasUsed / BigInt(ofCategory.length)).toLocaleString("en");
    narrator.say(`${ofCategory.length} awards in ${category.replace("_", " ")} issued, ${each} gas each.`);
  }
  return graduates;
}

/** Sends one batch and makes sure that every record got into its wallet. */
export async function sendBatch({ university, nextBatch }: Stage, records: readonly PreparedRecord[]) {
  const batch = nextBatch();
  const keyNumber = university.context.signing.number;
  const result = await issueBatch(university.issuer, university.address, { batch, keyNumber, records });
  for (const [index, reason] of result.refused) {
    throw new CscssError("ERR_REVERTED", `Record ${index} of batch ${batch} was refused: ${revertInWords(reason)}.`);
  }
  return result;
}

/** Profile 2 for the class; the last two of them show profiles 1 and 3. */
function profileOf(index: number): Profile {
  if (index === 23) return 1;
  return index === 24 ? 3 : 2;
}

/** A graduate makes keys, which nobody else ever sees. */
function invite(stage: Stage, row: GraduateRow, profile: Profile) {
  const privateKey = randomBytes(32);
  const account = new Wallet(Buffer.from(privateKey).toString("hex"), stage.local.provider);
  return {
    row,
    account,
    signer: memoryTokenSigner(privateKey, stage.university.context.curve),
    decryptionKey: memoryDecryptionKey(privateKey),
    wallet: { owner: account.address, profile, index: 0 },
  };
}

async function giveWallet(stage: Stage, graduate: ReturnType<typeof invite>): Promise<string> {
  const { chain, relayer, university, local } = stage;
  const { account, wallet } = graduate;
  const deadline = (await local.now()) + DAY;
  const encryptionKey = getBytes(account.signingKey.compressedPublicKey);
  const creation = await signWalletCreation(chain, account, wallet, { encryptionKey, deadline });
  const profiles = [wallet.profile];
  const terms = { organization: university.address, profiles, deadline, random: randomBytes };
  await createWallet(chain, relayer, creation);
  await enrolHolder(university.registrar, await signEnrolment(chain, account, terms));
  return walletAddress(chain.generation, wallet);
}

async function awardFor({ chain }: Stage, graduate: Omit<Graduate, "award" | "claimFile">): Promise<Award> {
  const { row, wallet, address } = graduate;
  return {
    wallet,
    encryptionKey: await readEncryptionKey(chain, address),
    award: row.diplomaNumber,
    category: CATEGORY_OF[row.recordType as keyof typeof CATEGORY_OF],
    recordType: row.recordType,
    claims: row.claims,
    validFrom: Date.parse(row.awardDate) / 1000,
  };
}

function countByType(rows: readonly GraduateRow[]): string {
  const groups = [...Map.groupBy(rows, (row) => row.recordType)];
  return groups.map(([type, members]) => `${members.length} × ${type.replaceAll("_", " ")}`).join(", ");
}
