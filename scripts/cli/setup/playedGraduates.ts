import { createHash, createHmac, randomBytes } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Chain } from "@cscss-me/sdk";
import { decodeHex, nowInSeconds } from "@cscss-me/sdk";
import { claimToken, signHolderConsent } from "@cscss-me/sdk/interim";
import { random } from "@cscss-me/sdk/node";
import { getBytes, Wallet } from "ethers";
import { readTextFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import { openClaimLinks } from "../university/claimLinks.ts";

/** In which form the graduates that are played have their records on the chain. */
export const PLAYED_PROFILE = 2;
const CONSENTS_LAST = 86_400;

/** The graduates of one file, played on a chain of one's own. */
export interface PlayedGraduates {
  /** The account of a graduate; the same for the same student number. */
  accountOf(studentId: string): Wallet;
  /** Has every graduate who has not consented yet do so, with a claim link as a university would send it. */
  consent(students: Iterable<string>, folder: string): Promise<void>;
}

/**
 * Opens them. All their keys derive from one secret, which is made if it is not there.
 *
 * @param options.file - one file's graduates are others than another's.
 */
export function playGraduates(
  chain: Chain,
  issuer: { readonly organization: string; readonly recordSecret: string },
  options: { readonly secretFile: string; readonly file: string },
): PlayedGraduates {
  const { secretFile, file } = options;
  if (!existsSync(secretFile)) writeFileSafely(secretFile, randomBytes(32).toString("hex"));
  const secret = Buffer.from(readTextFile(secretFile).trim(), "hex");
  const { chainId } = chain.network;
  const { organization } = issuer;

  function accountOf(studentId: string): Wallet {
    const key = createHmac("sha256", secret)
      .update(JSON.stringify([file, organization, studentId]))
      .digest("hex");
    return new Wallet(`0x${key}`, chain.provider);
  }
  return {
    accountOf,
    async consent(students, folder) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const recordSecret = decodeHex(`0x${issuer.recordSecret}`, 32);
      const links = openClaimLinks(folder, { chainId, organization, recordSecret });
      try {
        const invited = [...new Set(students)]
          .map((studentId) => ({ studentId, consentFile: join(folder, nameOf(studentId)) }))
          .filter(({ consentFile }) => !existsSync(consentFile))
          .map((one) => ({ ...one, link: links.linkFor(one.studentId, false) }));
        // What is given out must be known when the answer comes.
        links.save();
        for (const { studentId, consentFile, link } of invited) {
          const holder = accountOf(studentId);
          const consent = await signHolderConsent(chain, holder, {
            studentId: claimToken(link, holder.address),
            organization,
            profile: PLAYED_PROFILE,
            index: 0,
            encryptionKey: getBytes(holder.signingKey.compressedPublicKey),
            deadline: nowInSeconds() + CONSENTS_LAST,
            random,
          });
          writeFileSafely(consentFile, `${JSON.stringify(consent)}\n`);
        }
      } finally {
        links.close();
      }
    },
  };
}

/** A file's name that no student number can spoil. */
function nameOf(studentId: string): string {
  return `${createHash("sha256").update(studentId).digest("hex")}.json`;
}
