import { claimRows, memoryTokenSigner, nowInSeconds, timeInWords } from "@cscss-me/sdk";
import type { PresentationRequest } from "@cscss-me/sdk/verify";
import { decodeDisclosure } from "@cscss-me/sdk/verify";
import type { OpenedRecord, WalletSummary } from "@cscss-me/sdk/wallet";
import { answerRequest, chooseDisclosures } from "@cscss-me/sdk/wallet";
import { readBytesFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Session } from "../frame/Session.ts";
import { privateKeyOf } from "../frame/Session.ts";
import { parseDuration } from "../frame/times.ts";
import { handOut, LINK_OPTIONS } from "../shared/handOut.ts";
import { readRequest } from "../shared/readPresentation.ts";
import { releaseClaims } from "../shared/releaseClaims.ts";
import { plainText } from "../terminal/plainText.ts";
import { usageError } from "../terminal/usageError.ts";
import { openOwnRecord } from "./openOwnRecords.ts";
import { ownWallet } from "./ownWallet.ts";
import { readClaimFiles } from "./readClaimFiles.ts";
import { CLAIM_OPTION, WALLET_OPTION } from "./walletOptions.ts";

/** Reading one's own records and showing them to others. */
export const WALLET_SHARE_COMMANDS: readonly CliCommand[] = [
  {
    name: "wallet open",
    summary: "Opens a record: all its claims, from the chain and the claim file.",
    args: ["[RECORD]"],
    options: { ...CLAIM_OPTION, ...WALLET_OPTION },
    needs: ["chain", "account"],
    example: "cscss wallet open 1 --claim claim.json --keystore me.json",
    async run(session) {
      const { record } = await openNamed(session);
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
      until: { type: "string", value: "DURATION", help: "without a request: for how long (default: 90d)" },
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

/** A record as its holder reads it, with the wallet it is in. */
interface OwnRecord {
  readonly wallet: WalletSummary;
  readonly record: OpenedRecord;
}

/** What was made for a verifier, and for how long where it was released. */
interface Shared {
  readonly presentation: string;
  readonly audience: string;
  readonly claims: readonly string[];
  readonly grantId?: string;
  readonly until?: number;
}

/** Opens the record that the command names. */
async function openNamed(session: Session): Promise<OwnRecord> {
  const chain = await session.chain();
  const wallet = await ownWallet(chain, session.option("wallet"), session.owner);
  const record = await openOwnRecord(chain, wallet.address, session.args[0], {
    keys: session.holderKeys,
    claimFiles: readClaimFiles(session.list("claim")),
  });
  return { wallet, record };
}

async function share(session: Session): Promise<undefined> {
  const [asked, pdf, out] = ["request", "pdf", "out"].map(session.option);
  if (asked !== undefined && pdf !== undefined) {
    throw usageError("An answer is good for five minutes only: --pdf cannot be used with --request.", "wallet share");
  }
  const request = asked === undefined ? undefined : await readRequest(asked, process.stdin);
  const own = await openNamed(session);
  const shared = request === undefined ? await release(session, own) : await answer(session, own, request);
  if (shared === undefined) return undefined;
  const { presentation, ...rest } = shared;
  // The file first: should the link be too long, or a picture not be written, nothing is lost.
  if (out !== undefined) writeFileSafely(out, `${presentation}\n`);
  const { remarks, ...handed } = handOut(
    { presentation },
    {
      base: session.option("link-base"),
      qrFile: session.option("qr"),
      terminalWidth: session.terminalWidth,
    },
  );
  for (const remark of remarks) session.say(remark);
  if (pdf !== undefined) {
    // Fonts and the library for PDFs take a third of a second to load, which no other command should wait for.
    const { writePdf } = await import("./writePdf.ts");
    const node = await session.reader();
    const fonts = session.list("font").map(readBytesFile);
    const { cut } = await writePdf(node, pdf, { presentation, link: handed.link, until: rest.until ?? 0, fonts });
    if (cut) session.say("Some letters are not in the fonts at hand and are printed as an empty box: --font FILE.");
  }
  const files = { ...(out === undefined ? { presentation } : { file: out }), ...(pdf === undefined ? {} : { pdf }) };
  session.result({ ...rest, ...handed, ...files }, handed.link ?? out ?? presentation);
  return undefined;
}

async function answer(
  session: Session,
  { record }: OwnRecord,
  request: PresentationRequest,
): Promise<Shared | undefined> {
  const what = `Showing ${request.claims.join(", ")} to "${request.audience}", for "${request.purpose}".`;
  if (!(await session.approve(plainText(what), true))) return undefined;
  const signer = memoryTokenSigner(privateKeyOf(await session.account()));
  const now = nowInSeconds();
  const presentation = await answerRequest(request, { credential: record, signer, now });
  return { presentation, audience: request.audience, claims: request.claims };
}

/** The grant goes on chain first: without it nobody could check what is released. */
async function release(session: Session, { wallet, record }: OwnRecord): Promise<Shared | undefined> {
  const { prompt } = session;
  const known = record.disclosures.map((encoded) => decodeDisclosure(encoded).name);
  const audience = session.option("for") ?? (await prompt.ask("For whom?", "--request FILE or --for AUDIENCE"));
  const named = session.list("claims");
  const asked =
    named.length > 0 ? named : (await prompt.ask(`Which of ${known.join(", ")}?`, "--claims NAMES")).split(",");
  const claims = asked.map((name) => name.trim()).filter((name) => name !== "");
  if (claims.length === 0) throw usageError("--claims is missing: nothing would be disclosed.");
  chooseDisclosures(record, claims);
  const purpose = session.option("purpose") ?? (await prompt.ask("What for?", "--purpose TEXT"));
  const now = nowInSeconds();
  const { interactive } = prompt;
  const typed = session.option("until") ?? (interactive ? await prompt.ask("For how long? [90d]", "--until") : "");
  const until = now + parseDuration(typed.trim() === "" ? "90d" : typed.trim(), "until");
  const what = `Showing ${claims.join(", ")} to "${audience}", for "${purpose}", until ${timeInWords(until)}.`;
  if (!(await session.approve(plainText(what), true))) return undefined;

  const chain = await session.chain();
  const own = { holder: await session.account(), wallet: wallet.address, record };
  const { text: presentation, grantId } = await releaseClaims(
    chain,
    own,
    { audience, claims, purpose, until },
    await session.payer(),
  );
  session.say(`To take it back: cscss wallet withdraw ${grantId}`);
  return { presentation, audience, claims, grantId, until };
}
