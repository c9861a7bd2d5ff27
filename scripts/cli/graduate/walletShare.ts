import { randomBytes } from "node:crypto";
import type { Chain } from "@cscss-me/sdk";
import { claimRows, memoryTokenSigner, timeInWords } from "@cscss-me/sdk";
import { certificateOf, qrModules, readCertificate, writeCertificate } from "@cscss-me/sdk/document";
import type { PresentationRequest } from "@cscss-me/sdk/verify";
import { decodeDisclosure } from "@cscss-me/sdk/verify";
import type { GrantTerms } from "@cscss-me/sdk/wallet";
import {
  answerRequest,
  chooseDisclosures,
  grantCommitment,
  presentStanding,
  sendWalletAct,
  signWalletAct,
} from "@cscss-me/sdk/wallet";
import { hexlify } from "ethers";
import { readBytesFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Session } from "../frame/Session.ts";
import { privateKeyOf } from "../frame/Session.ts";
import { parseDuration } from "../frame/times.ts";
import { handOut, LINK_OPTIONS } from "../shared/handOut.ts";
import { organizationAt } from "../shared/organizationAt.ts";
import { readRequest } from "../shared/readShown.ts";
import { plainText } from "../terminal/plainText.ts";
import { usageError } from "../terminal/usageError.ts";
import type { OwnRecord } from "./openOwnRecord.ts";
import { openOwnRecord } from "./openOwnRecord.ts";
import { CLAIM_OPTION, WALLET_OPTION } from "./wallet.ts";

/** Reading one's own records and showing them to others. */
export const WALLET_SHARE_COMMANDS: readonly CliCommand[] = [
  {
    name: "wallet open",
    summary: "Opens a record: everything it says, from the chain and the claim file.",
    args: ["[RECORD]"],
    options: { ...CLAIM_OPTION, ...WALLET_OPTION },
    needs: ["chain", "account"],
    example: "cscss wallet open 1 --claim claim.json --keystore me.json",
    async run(session) {
      const { record } = await openOwnRecord(session, await session.chain(), session.args[0]);
      const { recordType, recordId } = record.credential;
      const text = session.table(claimRows(record.claims));
      session.result({ recordId, recordType, issuer: record.issuer, claims: record.claims }, text);
      return undefined;
    },
  },
  {
    name: "wallet share",
    summary:
      "Answers a verifier's request; or releases claims to somebody for a time: a link, a QR code, a file, a PDF.",
    args: ["[RECORD]"],
    options: {
      request: { type: "string", value: "FILE|LINK", help: "the verifier's request: a file, a link, a QR picture" },
      for: { type: "string", value: "AUDIENCE", help: "without a request: for whom; any for whoever has it" },
      claims: {
        type: "string",
        multiple: true,
        value: "NAMES",
        help: "without a request: what to show, as cscss wallet open names it",
      },
      purpose: { type: "string", help: "without a request: what for" },
      until: { type: "string", value: "DURATION", help: "without a request: for how long; 90d unless told" },
      out: { type: "string", value: "FILE", help: "where to write it, besides the link that is printed" },
      pdf: { type: "string", value: "FILE", help: "without a request: also write a printable certificate" },
      font: { type: "string", multiple: true, value: "FILE", help: "fonts for scripts the certificate's own lacks" },
      ...LINK_OPTIONS,
      ...CLAIM_OPTION,
      ...WALLET_OPTION,
    },
    needs: ["chain", "account", "payer", "send"],
    example: "cscss wallet share --request request.json --claim claim.json --out answer.txt --keystore me.json",
    run: share,
  },
];

/** What was made for a verifier, and for how long where it was released. */
interface Shown {
  readonly text: string;
  readonly audience: string;
  readonly claims: readonly string[];
  readonly grantId?: string;
  readonly until?: number;
}

async function share(session: Session): Promise<undefined> {
  const chain = await session.chain();
  const [asked, pdf, out] = ["request", "pdf", "out"].map(session.option);
  if (asked !== undefined && pdf !== undefined) {
    throw usageError(
      "An answer is good for five minutes, which no paper is: --pdf goes without --request.",
      "wallet share",
    );
  }
  const request = asked === undefined ? undefined : await readRequest(asked, process.stdin);
  const own = await openOwnRecord(session, chain, session.args[0]);
  const shown = request === undefined ? await release(session, chain, own) : await answer(session, own, request);
  if (shown === undefined) return undefined;
  const { text: presentation, ...rest } = shown;
  // The file first: should the link be too long, or a picture not be written, nothing is lost.
  if (out !== undefined) writeFileSafely(out, `${presentation}\n`);
  const handed = handOut(session, { presentation });
  if (pdf !== undefined) await print(session, pdf, { presentation, ...handed, until: rest.until ?? 0 });
  const files = { ...(out === undefined ? { presentation } : { file: out }), ...(pdf === undefined ? {} : { pdf }) };
  session.result({ ...rest, ...handed, ...files }, handed.link ?? out ?? presentation);
  return undefined;
}

async function print(session: Session, file: string, shown: Parameters<typeof certificateOf>[1]): Promise<void> {
  const { link, ...rest } = shown;
  const printable = link !== undefined && qrModules(link) !== undefined ? { ...rest, link } : rest;
  const certificate = await certificateOf((address) => organizationAt(session, address), printable);
  const { bytes, cut } = await writeCertificate(certificate, {
    fonts: session.list("font").map(readBytesFile),
    now: new Date(),
  });
  // What was written is what an employer will read.
  if (readCertificate(bytes) !== shown.presentation)
    throw new Error("The certificate does not give back what it shows.");
  writeFileSafely(file, bytes);
  if (cut) session.say(`Some letters are not in the fonts at hand and are printed as an empty box: --font FILE.`);
}

async function answer(
  session: Session,
  { record }: OwnRecord,
  request: PresentationRequest,
): Promise<Shown | undefined> {
  const what = `Showing ${request.claims.join(", ")} to "${request.audience}", for "${request.purpose}".`;
  if (!(await session.approve(plainText(what), true))) return undefined;
  const signer = memoryTokenSigner(privateKeyOf(await session.account()));
  const now = Math.floor(Date.now() / 1000);
  const text = await answerRequest(request, { credential: record, signer, now });
  return { text, audience: request.audience, claims: request.claims };
}

/** The grant goes on chain first: without it nobody could check what is released. */
async function release(session: Session, chain: Chain, { wallet, record }: OwnRecord): Promise<Shown | undefined> {
  const { prompt } = session;
  const known = record.disclosures.map((encoded) => decodeDisclosure(encoded).name);
  const audience = session.option("for") ?? (await prompt.ask("For whom?", "--request FILE or --for AUDIENCE"));
  const named = session.list("claims");
  const asked =
    named.length > 0 ? named : (await prompt.ask(`Which of ${known.join(", ")}?`, "--claims NAMES")).split(",");
  const claims = asked.map((name) => name.trim()).filter((name) => name !== "");
  if (claims.length === 0) throw usageError("--claims is missing: nothing would be shown.");
  chooseDisclosures(record, claims);
  const purpose = session.option("purpose") ?? (await prompt.ask("What for?", "--purpose TEXT"));
  const now = Math.floor(Date.now() / 1000);
  const { interactive } = prompt;
  const typed = session.option("until") ?? (interactive ? await prompt.ask("For how long? [90d]", "--until") : "");
  const until = now + parseDuration(typed.trim() === "" ? "90d" : typed.trim(), "until");
  const what = `Showing ${claims.join(", ")} to "${audience}", for "${purpose}", until ${timeInWords(until)}.`;
  if (!(await session.approve(plainText(what), true))) return undefined;

  const holder = await session.account();
  const salt = hexlify(randomBytes(32));
  const terms: GrantTerms = { salt, audience, purpose, recordIds: [record.credential.recordId] };
  const grantId = hexlify(randomBytes(32));
  const act = { act: "grant", grantId, commitment: grantCommitment(terms), until } as const;
  const signed = await signWalletAct(chain, holder, wallet.address, act, { deadline: now + 3600 });
  await sendWalletAct(await session.payer(), signed);
  const signer = memoryTokenSigner(privateKeyOf(holder));
  const text = await presentStanding({ credential: record, signer, claims, grantId, terms, now });
  session.say(`To take it back: cscss wallet withdraw ${grantId}`);
  return { text, audience, claims, grantId, until };
}
