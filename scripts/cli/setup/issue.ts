import { createHash } from "node:crypto";
import { join, parse } from "node:path";
import { makeLink } from "@cscss-me/sdk/wallet";
import type { CliCommand } from "../frame/CliCommand.ts";
import { EXIT, exitOfVerification } from "../frame/exitCodes.ts";
import type { Session } from "../frame/Session.ts";
import { headline } from "../shared/formatVerification.ts";
import { usageError } from "../terminal/usageError.ts";
import { guessedColumns } from "../university/guessedColumns.ts";
import { issueFile } from "../university/issueFile.ts";
import { GAS_PRICE_OPTION } from "../university/priceToAgree.ts";
import { readAwardFiles } from "../university/readAwardFiles.ts";
import type { Places } from "../university/readBatchInput.ts";
import { INPUT_OPTIONS, inputAt, placesOf, readAwardsFrom } from "../university/readBatchInput.ts";
import type { LocalPlaces } from "./localPlaces.ts";
import { playGraduates } from "./playedGraduates.ts";
import { requireLocalChain } from "./requireLocalChain.ts";
import { showAsGraduate } from "./showAsGraduate.ts";

/** The shortest way from a file to diplomas. */
export const ISSUE_COMMANDS: readonly CliCommand[] = [
  {
    name: "issue",
    summary: "Issues a file of awards, and guesses what its columns are. Asks once. Run again, it goes on.",
    args: ["FILE"],
    options: {
      try: {
        type: "boolean",
        help: "on the chain of cscss up: play the graduates too, and show what one of them shows an employer",
      },
      ...INPUT_OPTIONS,
      ...GAS_PRICE_OPTION,
      "with-addresses": { type: "boolean", help: "write the owner's address beside the student number" },
    },
    needs: ["chain", "account", "issuer", "dictionary", "send"],
    example: "cscss issue graduates.csv --try",
    run: (session) => (session.flag("try") ? tryOut(session) : issue(session)),
  },
];

async function issue(session: Session): Promise<number> {
  const places = placesOf(session.args[0] ?? "", session);
  return issueFile(session, { ...places, columns: guessedColumns(session, places) });
}

/** Everything of it stays with the chain: the file itself can be issued for real afterwards, as if it had never been tried. */
async function tryOut(session: Session): Promise<number> {
  if (session.list("consents").length > 0 || session.option("out") !== undefined) {
    throw usageError(
      "--try makes consents of its own, and keeps its results with the chain: leave out --consents, --out.",
    );
  }
  const chain = await session.chain();
  const networkFile = session.required("network");
  const local = await requireLocalChain({ networkFile, rpcUrl: session.required("rpc-url"), node: session.node() });
  const places = placesToTry(session, local);
  const { secrets } = await session.issuerSecrets();
  const columns = guessedColumns(session, places);
  const students = readAwardsFrom(places.input, session, columns).rows.map(({ studentId }) => studentId);
  const graduates = playGraduates(chain, secrets, { secretFile: local.graduates, file: places.folder });
  await graduates.consent(students, places.consents[0] ?? "");

  let told: { readonly data: object; readonly text: string } = { data: {}, text: "" };
  const quiet: Session = {
    ...session,
    result(data, text) {
      told = { data: data as object, text };
    },
  };
  const code = await issueFile(quiet, { ...places, columns });
  const [studentId = ""] = students;
  const isDone = code === EXIT.ok && !session.flag("dry-run");
  const shown = isDone
    ? await showAsGraduate(chain, graduates.accountOf(studentId), { studentId, claims: join(places.folder, "claims") })
    : undefined;
  if (shown === undefined) {
    session.result(told.data, told.text);
    return code;
  }
  const { presentation, verification } = shown;
  const link = makeLink({ presentation }, session.option("link-base"));
  const first = { studentId, verdict: verification.verdict, link };
  session.result(
    { ...told.data, first },
    [told.text, `${studentId} shows an employer the diploma: ${headline(verification)}`, link].join("\n"),
  );
  return exitOfVerification(verification);
}

/** One folder for one content of one file: what was changed is tried anew. */
function placesToTry(session: Session, { tries }: LocalPlaces): Places {
  const input = inputAt(session.args[0] ?? "");
  const content = createHash("sha256");
  for (const { name, bytes } of readAwardFiles(input)) content.update(`${name}\n${bytes.length}\n`).update(bytes);
  const folder = join(tries, `${parse(input).name}-${content.digest("hex").slice(0, 8)}`);
  return {
    input,
    folder,
    journal: join(folder, "journal"),
    prepared: join(folder, "prepared"),
    consents: [join(folder, "consents")],
    columns: session.option("columns"),
  };
}
