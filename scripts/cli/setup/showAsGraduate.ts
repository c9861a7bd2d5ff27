import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Chain } from "@cscss-me/sdk";
import { CscssError, nowInSeconds, openSecp256k1 } from "@cscss-me/sdk";
import type { Verification } from "@cscss-me/sdk/verify";
import { decodeDisclosure, openVerifier } from "@cscss-me/sdk/verify";
import { memoryDecryptionKey, openRecords, parseClaimFile, walletAddress } from "@cscss-me/sdk/wallet";
import type { Wallet } from "ethers";
import { getBytes } from "ethers";
import { readTextFile } from "../files/readTextFile.ts";
import { releaseClaims } from "../shared/releaseClaims.ts";
import { claimFileStem } from "../university/writeOutcome.ts";
import { PLAYED_PROFILE } from "./playedGraduates.ts";

/** What an employer would like to know. */
const SHOWN = ["givenName", "familyName", "awardTitle", "awardDate"];
const SHOWN_FOR = 365 * 86_400;

/** What a graduate showed, and what a verifier says about it. */
export interface ShownDiploma {
  readonly presentation: string;
  readonly verification: Verification;
}

/**
 * Opens a graduate's record, releases what an employer would like to know to whoever has it, and verifies that.
 *
 * @param options.claims - the folder with the claim files.
 * @returns undefined if nothing was issued to this student.
 */
export async function showAsGraduate(
  chain: Chain,
  graduate: Wallet,
  options: { readonly studentId: string; readonly claims: string },
): Promise<ShownDiploma | undefined> {
  const { studentId, claims } = options;
  const files = readdirSync(claims).filter((name) => name.startsWith(claimFileStem(studentId)));
  if (files.length === 0) return undefined;
  const curve = await openSecp256k1();
  const wallet = walletAddress(chain.generation, { owner: graduate.address, profile: PLAYED_PROFILE, index: 0 });
  const { opened, unopened } = await openRecords(chain, wallet, {
    decryptionKey: memoryDecryptionKey(getBytes(graduate.privateKey), curve),
    claimFiles: files.map((name) => parseClaimFile(readTextFile(join(claims, name)))),
    curve,
  });
  const [record] = opened;
  if (record === undefined) {
    throw unopened[0]?.error ?? new CscssError("ERR_RECORD_UNKNOWN", `The wallet of ${studentId} is empty.`);
  }
  const known = record.disclosures.map((encoded) => decodeDisclosure(encoded).name);
  const release = {
    audience: "any",
    claims: SHOWN.filter((name) => known.includes(name)),
    purpose: "To try it",
    until: nowInSeconds() + SHOWN_FOR,
  };
  const { text } = await releaseClaims(chain, { holder: graduate, wallet, record }, release, graduate);
  return { presentation: text, verification: await openVerifier(chain, { curve }).verify(text, { kind: "standing" }) };
}
