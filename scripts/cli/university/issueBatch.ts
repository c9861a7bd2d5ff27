import { join, parse } from "node:path";
import { templateCsv } from "@cscss-me/sdk/inputs";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import { EXIT } from "../frame/exitCodes.ts";
import type { Session } from "../frame/Session.ts";
import { recordTypeOption } from "./categoryOptions.ts";
import { issueFile } from "./issueFile.ts";
import { GAS_PRICE_OPTION } from "./priceToAgree.ts";
import { INPUT_OPTIONS, placesOf } from "./readBatchInput.ts";

/** The yearly work of a university. */
export const ISSUE_BATCH_COMMANDS: readonly CliCommand[] = [
  {
    name: "org issue-batch",
    summary: "Issues a whole file of awards, each exactly once: stopped at any moment and run again, it goes on.",
    args: ["FILE"],
    options: {
      template: { type: "boolean", help: "write the columns to fill into FILE, and a sample beside it; issue nothing" },
      "prepare-only": { type: "boolean", help: "sign and seal everything into FILE.prepared, and issue nothing" },
      ...INPUT_OPTIONS,
      ...GAS_PRICE_OPTION,
      "with-addresses": { type: "boolean", help: "write the owner's address beside the student number" },
    },
    needs: ["chain", "account", "issuer", "dictionary", "send"],
    example: "cscss org issue-batch graduates.csv --consents consents --issuer issuer.json --keystore issuing.json",
    run: issueBatch,
  },
];

async function issueBatch(session: Session): Promise<number> {
  if (session.flag("template")) return writeTemplates(session);
  return issueFile(session, placesOf(session.args[0] ?? "", session));
}

function writeTemplates(session: Session): number {
  const file = session.args[0] ?? "";
  const template = { recordType: recordTypeOption(session.option("type") ?? "degree"), all: session.flag("all") };
  const { dir, name } = parse(file);
  const sample = join(dir, `${name}.sample.csv`);
  writeFileSafely(sample, templateCsv({ ...template, sample: true }));
  writeFileSafely(file, templateCsv({ ...template, sample: false }));
  session.result({ file, sample }, `${file} has the columns to fill; ${sample} shows how.`);
  return EXIT.ok;
}
