import { existsSync } from "node:fs";
import { nowInSeconds } from "@cscss-me/sdk";
import { claimToken, signHolderConsent } from "@cscss-me/sdk/interim";
import { random } from "@cscss-me/sdk/node";
import { standingInWords } from "@cscss-me/sdk/registry";
import { getBytes } from "ethers";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Session } from "../frame/Session.ts";
import { parseDuration } from "../frame/times.ts";
import { makeKeystore } from "../keys/makeKeystore.ts";
import { organizationAt } from "../shared/organizationAt.ts";
import { usageError } from "../terminal/usageError.ts";
import { readClaimLink } from "./readClaimLink.ts";
import { PROFILES, profileOf } from "./walletOptions.ts";

/** What a graduate does with the link a university sent. */
export const CLAIM_COMMANDS: readonly CliCommand[] = [
  {
    name: "claim",
    summary:
      "Answers a claim link, in a file or - for stdin: makes your keys if you have none, and writes your consent.",
    args: ["LINK|FILE"],
    options: {
      out: { type: "string", value: "FILE", help: "where to write the consent, which you send back" },
      profile: { type: "string", value: "1|2|3", help: "how much of a record lies on the chain (default: 2)" },
      validity: { type: "string", value: "DURATION", help: "how long it may be used (default: 90d)" },
    },
    needs: ["chain", "account", "send"],
    example: "cscss claim link.txt --out consent.json --keystore me.json",
    run: claim,
  },
];

async function claim(session: Session): Promise<undefined> {
  const link = await readClaimLink(session.args[0] ?? "", process.stdin);
  const [keystore, out] = [session.required("keystore"), session.required("out")];
  const chain = await session.chain();
  if (link.chainId !== chain.network.chainId) {
    throw usageError(`The link is for chain ${link.chainId}, and ${session.required("network")} for another.`);
  }
  // What the link says about itself counts for nothing: who the organization is, the registry says.
  const { name, country, standing } = await organizationAt(await session.reader(), link.organization);
  const profile = profileOf(session.choice("profile", PROFILES, "2"));
  const fresh = existsSync(keystore) ? "" : ` Your new keys go into ${keystore}: nobody can replace them, keep a copy.`;
  const what = `You consent to a wallet of profile ${profile}, and records from ${name} (${country}), which is ${standingInWords(standing)}.${fresh}`;
  if (!(await session.approve(what))) return undefined;
  await makeKeystore(keystore, session);
  const holder = await session.account();
  const owner = session.owner();
  const consent = await signHolderConsent(chain, holder, {
    studentId: claimToken(link, owner),
    owner,
    organization: link.organization,
    profile,
    index: 0,
    encryptionKey: getBytes(holder.signingKey.compressedPublicKey),
    deadline: nowInSeconds() + parseDuration(session.option("validity") ?? "90d", "validity"),
    random,
  });
  writeFileSafely(out, `${JSON.stringify(consent, null, 2)}\n`);
  session.result({ file: out, wallet: consent.wallet }, `Signed. Send ${out} to ${name}.`);
  return undefined;
}
