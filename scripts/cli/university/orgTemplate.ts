import { templateCsv } from "@cscss-me/sdk/inputs";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import { recordTypeOption } from "./categoryOptions.ts";

/** Something to begin with. */
export const ORG_TEMPLATE_COMMANDS: readonly CliCommand[] = [
  {
    name: "org template",
    summary: "Writes a file of awards to begin with: the columns of a type of record, and one row as a sample.",
    args: ["CSV"],
    options: {
      type: { type: "string", help: "degree, professional_licence, … (default: degree)" },
      empty: { type: "boolean", help: "the columns only" },
      all: { type: "boolean", help: "all columns there can be, not only those there must be" },
    },
    needs: [],
    example: "cscss org template graduates.csv --type degree",
    async run(session) {
      const file = session.args[0] ?? "";
      const recordType = recordTypeOption(session.option("type") ?? "degree");
      writeFileSafely(file, templateCsv({ recordType, all: session.flag("all"), sample: !session.flag("empty") }));
      session.result({ file }, `${file} is there. Save it as “CSV UTF-8” when you have filled it.`);
      return undefined;
    },
  },
];
