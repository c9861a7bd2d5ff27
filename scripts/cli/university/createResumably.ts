import { randomBytes } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import type { Chain } from "@cscss-me/sdk";
import { CscssError } from "@cscss-me/sdk";
import { createOrganization } from "@cscss-me/sdk/issue";
import type { Wallet } from "ethers";
import { readTextFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import { newIssuerSecrets, writeIssuerFile } from "../keys/issuerFile.ts";

/** Who the organization is. */
export interface OrganizationTerms {
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** 32 bytes in hex. */
  readonly metadataHash: string;
}

/** What an interrupted creation needs to go on. */
interface CreateJournal {
  readonly terms: string;
  readonly salt: string;
}

/**
 * Makes an organization and its issuer file. Killed at any moment and run again, it goes on where it stopped: the salt,
 * which its address follows from, is written down before it is there.
 *
 * @param options.cost - scrypt's N. Lower it only in tests.
 * @returns the organization's address.
 * @throws ERR_JOURNAL if the creation that was begun is another one; ERR_FILE if the issuer file is there; ERR_REVERTED
 */
export async function createResumably(
  chain: Chain,
  admin: Wallet,
  terms: OrganizationTerms,
  options: { readonly file: string; readonly password: string; readonly cost?: number },
): Promise<string> {
  const { file, password, ...cost } = options;
  if (existsSync(file)) throw new CscssError("ERR_FILE", `${file} is there already.`, { details: { file } });
  const journalFile = `${file}.creating`;
  const { chainId, genesisHash } = chain.network;
  const planned = JSON.stringify({ ...terms, admin: admin.address, chainId, genesisHash });
  if (!existsSync(journalFile)) {
    const journal: CreateJournal = { terms: planned, salt: `0x${randomBytes(32).toString("hex")}` };
    writeFileSafely(journalFile, JSON.stringify(journal));
  }
  const { terms: begun, salt } = JSON.parse(readTextFile(journalFile)) as CreateJournal;
  if (begun !== planned) {
    const problem = `${journalFile} is of an organization with other terms: ${begun}. Finish it, or remove the file.`;
    throw new CscssError("ERR_JOURNAL", problem, { details: { file: journalFile } });
  }
  const organization = await chain.organizationFactory.addressFor(admin.address, salt);
  if ((await chain.provider.getCode(organization)) === "0x") await createOrganization(chain, admin, { ...terms, salt });
  await writeIssuerFile(file, newIssuerSecrets(organization, chainId), password, cost);
  rmSync(journalFile, { force: true });
  return organization;
}
