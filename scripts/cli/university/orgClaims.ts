import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { decodeHex } from "@cscss-me/sdk";
import { spreadsheetCell } from "@cscss-me/sdk/inputs";
import { writeClaimLink } from "@cscss-me/sdk/interim";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Session } from "../frame/Session.ts";
import { usageError } from "../terminal/usageError.ts";
import { categoriesOf } from "./categoryOptions.ts";
import { openClaimLinks } from "./claimLinks.ts";
import { INPUT_OPTIONS, placesOf, readBatchInput } from "./readBatchInput.ts";

/** Plain http is for the page that cscss up serves on this machine. */
const BASE = /^(?:(?:https:\/\/|cscss:)[^#\s]+|http:\/\/127\.0\.0\.1:\d{1,5}\/[^#\s]*)$/;

/** Inviting graduates who have not consented. */
export const ORG_CLAIMS_COMMANDS: readonly CliCommand[] = [
  {
    name: "org claims",
    summary: "Makes a claim link for every graduate of a file who has not consented, for the university to send.",
    args: ["FILE"],
    options: {
      "link-base": { type: "string", value: "URL", help: "a page that explains it (default: cscss:claim)" },
      renew: {
        type: "string",
        multiple: true,
        value: "STUDENT",
        help: "a new link for this student: the one sent before, and what came with it, is good for nothing then",
      },
      ...INPUT_OPTIONS,
    },
    needs: ["chain", "issuer"],
    example: "cscss org claims graduates.csv --link-base https://claims.university.example/ --issuer issuer.json",
    run: claims,
  },
];

async function claims(session: Session): Promise<undefined> {
  const places = placesOf(session.args[0] ?? "", session);
  const base = session.option("link-base") ?? "cscss:claim";
  if (!BASE.test(base)) throw usageError(`--link-base "${base}" is not an https address without a #.`);
  const [folder = ""] = places.consents;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { secrets } = await session.issuerSecrets();
  const chain = await session.chain();
  const { organization } = secrets;
  const accredited = await categoriesOf(await session.reader(), organization);
  const recordSecret = decodeHex(`0x${secrets.recordSecret}`, 32);
  const { rows, remarks } = await readBatchInput(places, session, { chain, organization, accredited }, (problems) =>
    session.say(session.table(problems)),
  );
  for (const remark of remarks) session.say(remark);
  const renewed = new Set(session.list("renew"));
  const known = new Set(rows.map(({ row }) => row.studentId));
  const unknown = [...renewed].filter((studentId) => !known.has(studentId));
  if (unknown.length > 0) throw usageError(`--renew: ${places.input} has no student ${unknown.join(", ")}.`);
  const invited = rows.filter(({ row, consent }) => consent === undefined || renewed.has(row.studentId));
  const students = new Map(invited.map(({ row }) => [row.studentId, row]));
  const file = join(places.folder, "links.csv");
  const links = openClaimLinks(folder, { chainId: chain.network.chainId, organization, recordSecret });
  try {
    const lines = [...students.values()].map(({ studentId, claims: { email = "" } }) => {
      return [studentId, String(email), writeClaimLink(links.linkFor(studentId, renewed.has(studentId)), base)];
    });
    // What is given out must be known when the answer comes.
    links.save();
    const csv = [["student", "email", "link"], ...lines]
      .map((cells) => cells.map(spreadsheetCell).join(","))
      .join("\r\n");
    writeFileSafely(file, `\u{FEFF}${csv}\r\n`, { replace: true });
  } finally {
    links.close();
  }
  const text = `${students.size} links are in ${file}. Send each to its graduate alone: whoever has it can consent.`;
  session.result({ links: students.size, file }, text);
  return undefined;
}
