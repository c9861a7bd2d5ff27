import { CscssError, claimLabel, claimValue, connectChain, timeInWords } from "@cscss-me/sdk";
import { spreadsheetCell } from "@cscss-me/sdk/inputs";
import { fileNonceStore } from "@cscss-me/sdk/node";
import type { Expectation, Presented, Verification } from "@cscss-me/sdk/verify";
import { parseRequest } from "@cscss-me/sdk/verify";
import { readTextFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import { EXIT, exitOfVerification } from "../frame/exitCodes.ts";
import type { Session } from "../frame/Session.ts";
import { headline, standingToday } from "../shared/formatVerification.ts";
import { readPresentation } from "../shared/readPresentation.ts";
import type { Input } from "./listInputs.ts";
import { listInputs } from "./listInputs.ts";
import { verifyAll } from "./verifyAll.ts";

/** Excel takes a file without it for one of the local code page. */
const BYTE_ORDER_MARK = "\u{FEFF}";
/** From the worst to the best: a forgery counts more than a file that could not be read. */
const WORST_FIRST = [EXIT.invalid, EXIT.failed, EXIT.notCheckable, EXIT.noLongerGood, EXIT.ok];

/** Whole piles of applications. */
export const VERIFY_MANY_COMMANDS: readonly CliCommand[] = [
  {
    name: "verify-many",
    summary: "Verifies every file of a folder, or every row of a CSV, and writes a result for each.",
    args: ["DIR|CSV"],
    options: {
      audience: { type: "string", help: "who you are, as the holders know you; a CSV's own column counts more" },
      out: { type: "string", value: "FILE", help: "where to write the results, as CSV" },
      "with-addresses": {
        type: "boolean",
        help: "also write the holders' accounts, which then stand beside their names",
      },
    },
    needs: ["chain"],
    example: "cscss verify-many applications --audience hr.example.com --out results.csv",
    run: verifyMany,
  },
];

/** One row of the result: what was found, or why it could not even be read. */
interface Outcome {
  readonly input: Input;
  readonly found: Verification | CscssError;
}

async function verifyMany(session: Session): Promise<number> {
  const out = session.required("out");
  const inputs = listInputs(session.args[0] ?? "");
  const read = await Promise.all(inputs.map((input) => readInput(input, session.option("audience"))));
  const items = read.filter((item): item is Presented => !(item instanceof CscssError));
  const chain = connectChain(session.network(), session.node());
  let verified: Verification[] = [];
  await session.progress("Verifying", "presentations", items.length, async (onDone) => {
    verified = await verifyAll(chain, items, { nonces: storeOf(inputs), onDone });
  });
  const outcomes = inputs.map((input, index): Outcome => {
    const item = read[index] as Presented | CscssError;
    return { input, found: item instanceof CscssError ? item : (verified[items.indexOf(item)] as Verification) };
  });
  const withAddresses = session.flag("with-addresses");
  const header = withAddresses ? [...HEADER, "holder"] : HEADER;
  const rows = [header, ...outcomes.map((outcome) => cellsOf(outcome, header))].map((cells) =>
    cells.map(spreadsheetCell).join(","),
  );
  writeFileSafely(out, `${BYTE_ORDER_MARK}${rows.join("\r\n")}\r\n`);
  const counts = new Map<string, number>();
  for (const { found } of outcomes) counts.set(verdictOf(found), (counts.get(verdictOf(found)) ?? 0) + 1);
  const lines = Array.from(counts, ([verdict, count]) => [String(count), verdict]);
  const data = outcomes.map(({ input, found }) => ({ input: input.name, ...resultOf(found, withAddresses) }));
  session.result({ file: out, results: data }, `${session.table(lines)}\n${out}`);
  const exits = outcomes.map(({ found }) => (found instanceof CscssError ? EXIT.failed : exitOfVerification(found)));
  return WORST_FIRST.find((exit) => exits.includes(exit as never)) ?? EXIT.ok;
}

async function readInput(input: Input, audience: string | undefined): Promise<Presented | CscssError> {
  const { source, request, problem, audience: own = audience } = input;
  if (problem !== undefined) return problem;
  try {
    const presentation = await readPresentation(source, nothing());
    const expected: Expectation =
      request === undefined
        ? { kind: "standing", ...(own === undefined ? {} : { audience: own }) }
        : { kind: "answer", request: parseRequest(readTextFile(request)) };
    return { presentation, expected };
  } catch (error) {
    if (error instanceof CscssError) return error;
    throw error;
  }
}

async function* nothing(): AsyncGenerator<Buffer> {
  yield Buffer.alloc(0);
}

/** Each request's own memory of being answered, as `cscss verify` keeps it. */
function storeOf(inputs: readonly Input[]) {
  const files = new Map<string, string>();
  for (const { request } of inputs) {
    if (request === undefined) continue;
    try {
      files.set(parseRequest(readTextFile(request)).nonce, request);
    } catch (error) {
      // Its row in the result has the reason.
      if (!(error instanceof CscssError)) throw error;
    }
  }
  return {
    async use(nonce: string, expires: number): Promise<boolean> {
      const file = files.get(nonce);
      return file !== undefined && fileNonceStore(file).use(nonce, expires);
    },
  };
}

const HEADER = [
  "input",
  "verdict",
  "code",
  "because",
  "issuer",
  "country",
  "issuer_today",
  "record",
  "disclosed",
  "block",
  "checked_at",
];

function cellsOf({ input, found }: Outcome, header: readonly string[]): string[] {
  const verdict = verdictOf(found);
  if (found instanceof CscssError)
    return [input.name, verdict, found.code, found.message, ...header.slice(4).map(() => "")];
  const { reason, issuer, credential, holder, disclosed, block } = found;
  // What is not to be believed does not stand in a table that people sort and copy from.
  const believed = found.verdict === "valid" ? Object.entries(disclosed) : [];
  return [
    input.name,
    verdict,
    reason?.code ?? "",
    reason?.message ?? "",
    issuer?.name ?? "",
    issuer?.country ?? "",
    standingToday(found) ?? "",
    credential?.recordType.replaceAll("_", " ") ?? "",
    believed.map(([name, value]) => `${claimLabel(name)}: ${claimValue(value)}`).join(" | "),
    block === undefined ? "" : String(block.number),
    block === undefined ? "" : timeInWords(block.time),
    ...(header.includes("holder") ? [holder?.did ?? ""] : []),
  ];
}

function verdictOf(found: Outcome["found"]): string {
  return found instanceof CscssError ? "NOT READ" : (headline(found).split(" because")[0] ?? "");
}

function resultOf(found: Outcome["found"], withAddresses: boolean): object {
  if (found instanceof CscssError) return { verdict: "notRead", reason: { code: found.code, message: found.message } };
  const { holder, ...rest } = found;
  return withAddresses ? found : rest;
}
