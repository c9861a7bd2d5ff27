import { basename } from "node:path";
import { nowInSeconds, RECORD_TYPE_NAMES, timeInWords } from "@cscss-me/sdk";
import { random } from "@cscss-me/sdk/node";
import { standingInWords } from "@cscss-me/sdk/registry";
import { describeEvent, readTimeline, signRecordRequest } from "@cscss-me/sdk/wallet";
import { getBytes } from "ethers";
import { readBytesFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import { addressArgument, numberOption } from "../frame/arguments.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Session } from "../frame/Session.ts";
import { parseDuration } from "../frame/times.ts";
import { issuerNames } from "../shared/issuerNames.ts";
import { organizationAt } from "../shared/organizationAt.ts";
import { ownWallet } from "./ownWallet.ts";
import { NEW_WALLET, PROFILES, profileOf, WALLET_OPTION } from "./walletOptions.ts";

/** What was, and what is wished. */
export const WALLET_HISTORY_COMMANDS: readonly CliCommand[] = [
  {
    name: "wallet timeline",
    summary: "Shows everything that happened in a wallet, and who acts for it.",
    options: WALLET_OPTION,
    needs: ["chain", "account"],
    example: "cscss wallet timeline --keystore me.json",
    run: timeline,
  },
  {
    name: "wallet request",
    summary: "Asks an organization for a record: signs the wish and the hashes of your papers, into a file for it.",
    options: {
      organization: { type: "string", value: "ADDRESS", help: "whom you ask" },
      type: { type: "string", value: "NAME", help: `${RECORD_TYPE_NAMES.join(", ")}` },
      document: { type: "string", multiple: true, value: "FILE", help: "a paper you will hand over with it" },
      message: { type: "string", help: "a message to the organization" },
      validity: { type: "string", value: "DURATION", help: "how long it can be accepted (default: 90d)" },
      out: { type: "string", value: "FILE", help: "where to write it" },
      ...NEW_WALLET,
    },
    needs: ["chain", "account"],
    example:
      "cscss wallet request --organization 0x7a30…7A4e --type recognition_statement --document diploma.pdf --out request.json --keystore me.json",
    run: request,
  },
];

async function timeline(session: Session): Promise<undefined> {
  const chain = await session.chain();
  const { address } = await ownWallet(chain, session.option("wallet"), session.owner);
  const events = await readTimeline(chain, address);
  const organizations = events.flatMap((event) =>
    "issuer" in event ? [event.issuer] : "organization" in event ? [event.organization] : [],
  );
  const names = await issuerNames(await session.reader(), organizations);
  const described = events.map((event) => ({ ...event, words: describeEvent(event, names) }));
  const rows = described.map(({ time, words }) => [timeInWords(time), words]);
  session.result(described, session.table(rows));
  return undefined;
}

async function request(session: Session): Promise<undefined> {
  const out = session.required("out");
  const organization = addressArgument(session.required("organization"), "--organization");
  const recordType = session.choice("type", RECORD_TYPE_NAMES);
  const profile = profileOf(session.choice("profile", PROFILES, "2"));
  const files = session.list("document");
  const documents = files.map((file) => ({ name: basename(file), content: readBytesFile(file) }));
  const chain = await session.chain();
  const { name, country, standing } = await organizationAt(await session.reader(), organization);
  const holder = await session.account();
  const what = `You ask ${name} (${country}), which is ${standingInWords(standing)}, for one ${recordType.replaceAll("_", " ")}.`;
  if (!(await session.approve(what))) return undefined;
  const signed = await signRecordRequest(chain, holder, {
    organization,
    recordType,
    message: session.option("message") ?? "",
    documents,
    wallet: { owner: session.owner(), profile, index: numberOption(session, "index", 0) },
    encryptionKey: getBytes(holder.signingKey.compressedPublicKey),
    deadline: nowInSeconds() + parseDuration(session.option("validity") ?? "90d", "validity"),
    random,
  });
  writeFileSafely(out, `${JSON.stringify(signed, null, 2)}\n`);
  const papers = documents.length === 0 ? "" : ` with ${documents.map((one) => one.name).join(", ")}`;
  session.result({ file: out, documents: signed.documents }, `Signed. Hand ${out}${papers} to ${name}.`);
  return undefined;
}
