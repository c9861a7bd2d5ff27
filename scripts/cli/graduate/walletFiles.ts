import type { Exported, OpenedRecord } from "@cscss-me/sdk/wallet";
import {
  exportClaims,
  exportElm,
  exportOpenBadge,
  exportSdJwt,
  exportVcJwt,
  importCredential,
} from "@cscss-me/sdk/wallet";
import { readTextFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Session } from "../frame/Session.ts";
import { claimFileFor } from "./claimFileFor.ts";
import { openOwnRecord } from "./openOwnRecords.ts";
import { ownWallet } from "./ownWallet.ts";
import { readClaimFiles } from "./readClaimFiles.ts";
import { CLAIM_OPTION, WALLET_OPTION } from "./walletOptions.ts";

const FORMATS: Readonly<Record<string, (record: OpenedRecord) => Exported<unknown>>> = {
  "sd-jwt": exportSdJwt,
  "vc-jwt": exportVcJwt,
  json: exportClaims,
  "open-badge": exportOpenBadge,
  elm: (record) => exportElm(record),
};

/** Records as files of other forms, and back. */
export const WALLET_FILE_COMMANDS: readonly CliCommand[] = [
  {
    name: "wallet export",
    summary: "Writes a record in another form, whole. To show somebody a part of it: cscss wallet share.",
    args: ["[RECORD]"],
    options: {
      format: { type: "string", value: "NAME", help: `${Object.keys(FORMATS).join(", ")} (default: sd-jwt)` },
      out: { type: "string", value: "FILE", help: "where to write it (default: printed)" },
      ...CLAIM_OPTION,
      ...WALLET_OPTION,
    },
    needs: ["chain", "account"],
    example: "cscss wallet export 1 --format open-badge --claim claim.json --out badge.json --keystore me.json",
    run: exportRecord,
  },
  {
    name: "wallet import",
    summary: "Reads an exported record back, checks it against the chain, and writes the claim file it stands for.",
    args: ["FILE"],
    options: { out: { type: "string", value: "FILE", help: "where to write the claim file" }, ...WALLET_OPTION },
    needs: ["chain", "account"],
    example: "cscss wallet import diploma.sd-jwt --out claim.json --keystore me.json",
    run: importRecord,
  },
];

async function exportRecord(session: Session): Promise<undefined> {
  const format = session.choice("format", Object.keys(FORMATS), "sd-jwt");
  const chain = await session.chain();
  const { address } = await ownWallet(chain, session.option("wallet"), session.owner);
  const record = await openOwnRecord(chain, address, session.args[0], {
    keys: session.holderKeys,
    claimFiles: readClaimFiles(session.list("claim")),
  });
  const exported = (FORMATS[format] as (record: OpenedRecord) => Exported<unknown>)(record);
  const { content, mediaType, signed, mapped, unmapped } = exported;
  const text = typeof content === "string" ? content : JSON.stringify(content, null, 2);
  const out = session.option("out");
  if (out !== undefined) writeFileSafely(out, `${text}\n`);
  for (const { claim, why } of unmapped) session.say(`Not in it, or not all of it: ${claim}, because ${why}.`);
  session.say(
    signed
      ? "Your university's signature is in it."
      : "A copy for reading: no signature is in it, and nobody can rely on it.",
  );
  session.result({ format, mediaType, signed, mapped, unmapped, ...(out ? { file: out } : { content }) }, out ?? text);
  return undefined;
}

async function importRecord(session: Session): Promise<undefined> {
  const [file = ""] = session.args;
  const out = session.required("out");
  const imported = importCredential(readTextFile(file));
  const { claimFile, record } = await claimFileFor(await session.chain(), imported, {
    owner: session.owner(),
    keys: session.holderKeys,
  });
  writeFileSafely(out, `${JSON.stringify(claimFile, null, 2)}\n`);
  session.say("It is what the chain holds for you. Keep the claim file like the diploma itself.");
  const { recordId, recordType } = record.credential;
  session.result({ file: out, recordId, recordType, claims: Object.keys(record.claims) }, out);
  return undefined;
}
