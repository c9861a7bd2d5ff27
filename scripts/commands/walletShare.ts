import { randomBytes } from "node:crypto";
import { hexlify } from "ethers";
import { decodeDisclosure } from "../../sdk/disclosure/decodeDisclosure.ts";
import type { Chain } from "../../sdk/network/connectChain.ts";
import { answerRequest } from "../../sdk/presentation/answerRequest.ts";
import { chooseDisclosures } from "../../sdk/presentation/chooseDisclosures.ts";
import type { GrantTerms } from "../../sdk/presentation/GrantTerms.ts";
import { grantCommitment } from "../../sdk/presentation/GrantTerms.ts";
import { parseRequest } from "../../sdk/presentation/parseRequest.ts";
import { presentStanding } from "../../sdk/presentation/presentStanding.ts";
import { memoryTokenSigner } from "../../sdk/token/TokenSigner.ts";
import { timeInWords } from "../../sdk/verify/words.ts";
import { sendWalletAct, signWalletAct } from "../../sdk/wallet/walletActs.ts";
import type { Command } from "../cli/Command.ts";
import type { Session } from "../cli/Session.ts";
import { privateKeyOf } from "../cli/Session.ts";
import { parseDuration } from "../cli/times.ts";
import { usageError } from "../cli/usageError.ts";
import { readTextFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { OwnRecord } from "../holding/openOwnRecord.ts";
import { openOwnRecord } from "../holding/openOwnRecord.ts";
import { CLAIM_OPTION, WALLET_OPTION } from "./wallet.ts";

/** Reading one's own records and showing them to others. */
export const WALLET_SHARE_COMMANDS: readonly Command[] = [
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
      const rows = Object.entries(record.claims).map(([name, value]) => [name, inWords(value)]);
      session.result({ recordId, recordType, issuer: record.issuer, claims: record.claims }, session.table(rows));
      return undefined;
    },
  },
  {
    name: "wallet share",
    summary: "Answers a verifier's request; or releases claims to somebody until a day, as a file or link.",
    args: ["[RECORD]"],
    options: {
      request: { type: "string", value: "FILE", help: "the verifier's request" },
      for: { type: "string", value: "AUDIENCE", help: "without a request: for whom; any for whoever has it" },
      claims: {
        type: "string",
        multiple: true,
        value: "NAMES",
        help: "without a request: what to show, as cscss wallet open names it",
      },
      purpose: { type: "string", help: "without a request: what for" },
      until: { type: "string", value: "DURATION", help: "without a request: for how long; 90d unless told" },
      out: { type: "string", value: "FILE", help: "where to write it; printed unless told" },
      "link-base": { type: "string", value: "URL", help: "print a link to this page instead" },
      ...CLAIM_OPTION,
      ...WALLET_OPTION,
    },
    needs: ["chain", "account", "payer", "send"],
    example: "cscss wallet share --request request.json --claim claim.json --out answer.txt --keystore me.json",
    run: share,
  },
];

async function share(session: Session): Promise<undefined> {
  const chain = await session.chain();
  const file = session.option("request");
  const own = await openOwnRecord(session, chain, session.args[0]);
  const presented =
    file === undefined ? await release(session, chain, own) : await answer(session, own, readTextFile(file));
  if (presented === undefined) return undefined;
  const { text, ...rest } = presented;
  const out = session.option("out");
  const base = session.option("link-base");
  // After the # nothing reaches the page's server.
  const shown = base === undefined ? text : `${base}#${text}`;
  if (out !== undefined) writeFileSafely(out, `${shown}\n`);
  session.result({ ...rest, ...(out === undefined ? { presentation: shown } : { file: out }) }, out ?? shown);
  return undefined;
}

async function answer(session: Session, { record }: OwnRecord, requestText: string) {
  const request = parseRequest(requestText);
  const what = `Showing ${request.claims.join(", ")} to "${request.audience}", for "${request.purpose}".`;
  if (!(await session.approve(what, true))) return undefined;
  const signer = memoryTokenSigner(privateKeyOf(await session.account()));
  const now = Math.floor(Date.now() / 1000);
  const text = await answerRequest(request, { credential: record, signer, now });
  return { text, audience: request.audience, claims: request.claims };
}

/** The grant goes on chain first: without it nobody could check what is released. */
async function release(session: Session, chain: Chain, { wallet, record }: OwnRecord) {
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
  const until = now + parseDuration(session.option("until") ?? "90d", "until");
  const what = `Showing ${claims.join(", ")} to "${audience}", for "${purpose}", until ${timeInWords(until)}.`;
  if (!(await session.approve(what, true))) return undefined;

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

function inWords(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
