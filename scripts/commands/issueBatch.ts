import { existsSync } from "node:fs";
import { dirname, join, parse } from "node:path";
import { formatEther } from "ethers";
import { CscssError } from "../../sdk/errors/CscssError.ts";
import { connectOrganization } from "../../sdk/generated/Organization.ts";
import { readOrganization } from "../../sdk/registry/readOrganization.ts";
import type { OpenConsent } from "../batch/enrolAll.ts";
import { enrolAll, findAllGaps } from "../batch/enrolAll.ts";
import { issueInThreads } from "../batch/issueInThreads.ts";
import type { IssueRowsOptions } from "../batch/issueRows.ts";
import { estimateGasPerRecord } from "../batch/issueRows.ts";
import { lockBeside } from "../batch/lockBeside.ts";
import type { Journal } from "../batch/openJournal.ts";
import { openJournal } from "../batch/openJournal.ts";
import type { PlannedRow, RowOutcome, RowStatus } from "../batch/planBatch.ts";
import { outcomesOf } from "../batch/planBatch.ts";
import { planFile } from "../batch/planFile.ts";
import { writeClaimFiles, writeResults } from "../batch/writeOutcome.ts";
import type { Command } from "../cli/Command.ts";
import { EXIT } from "../cli/exitCodes.ts";
import type { Session } from "../cli/Session.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { RowProblem } from "../graduates/GraduateRow.ts";
import { templateCsv } from "../graduates/templateCsv.ts";
import { issuerWith, openIssuingKeys } from "../issuing/openIssuer.ts";
import { readConsents } from "../issuing/readConsents.ts";

/** The yearly work of a university. */
export const ISSUE_BATCH_COMMANDS: readonly Command[] = [
  {
    name: "org template",
    summary: "Writes a file of awards to begin with: the columns, and one row as a sample.",
    args: ["CSV"],
    options: { empty: { type: "boolean", help: "the columns only" } },
    needs: [],
    example: "cscss org template graduates.csv",
    async run({ args: [file = ""], flag, result }) {
      writeFileSafely(file, templateCsv({ sample: !flag("empty") }));
      result({ file }, `${file} is there. Save it as “CSV UTF-8” when you have filled it.`);
      return undefined;
    },
  },
  {
    name: "org issue-batch",
    summary: "Issues a whole file of awards, each exactly once: stopped at any moment and run again, it goes on.",
    args: ["CSV"],
    options: {
      consents: {
        type: "string",
        multiple: true,
        value: "FOLDER",
        help: "the graduates' consents; consents beside the CSV unless told",
      },
      category: {
        type: "string",
        multiple: true,
        value: "[TYPE=]CATEGORY",
        help: "the category; the usual one unless told",
      },
      out: {
        type: "string",
        value: "FOLDER",
        help: "for results.csv and the claim files; CSV-name.issued unless told",
      },
      "with-addresses": { type: "boolean", help: "write the owner's address beside the student number" },
    },
    needs: ["chain", "account", "issuer", "send"],
    example: "cscss org issue-batch graduates.csv --consents consents --issuer issuer.json --keystore issuing.json",
    run: issueBatch,
  },
];

/** What a sealed record takes in a full batch, for a first idea of the cost where nothing can be measured yet. */
const USUAL_GAS = 300_000;

interface Places {
  readonly csv: string;
  readonly journal: string;
  readonly folder: string;
}

async function issueBatch(session: Session): Promise<number> {
  const csv = session.args[0] ?? "";
  if (!existsSync(csv)) throw new CscssError("ERR_FILE", `There is no file ${csv}.`, { details: { file: csv } });
  const { dir, name } = parse(csv);
  const places = { csv, journal: `${csv}.journal`, folder: session.option("out") ?? join(dir, `${name}.issued`) };
  const unlock = lockBeside(csv);
  try {
    return await issueLocked(session, places);
  } finally {
    unlock();
  }
}

async function issueLocked(session: Session, places: Places): Promise<number> {
  const chain = await session.chain();
  const keys = await openIssuingKeys(session, chain);
  const issuer = await issuerWith(keys);
  const { organization } = issuer;
  const { chainId, genesisHash } = chain.network;
  const folders = session.list("consents");
  const consents = readConsents(folders.length > 0 ? folders : defaultConsents(places.csv), { chainId, organization });
  const { categories: accredited } = await readOrganization(chain, organization);
  const plan = planFile(places.csv, consents, { chosen: session.list("category"), accredited });
  if (plan.problems.length > 0) return refuse(session, plan.problems);

  const account = await session.account();
  const head = { kind: "head", version: 1, chainId, genesisHash, organization, account: account.address } as const;
  const known = session.flag("dry-run") && !existsSync(places.journal);
  const journal = known ? emptyJournal() : openJournal(places.journal, head);
  try {
    requireUnchanged(journal, plan.rows);
    const stop = stopOnSignal(session);
    const ready = plan.rows.filter((row) => row.consent !== undefined) as IssueRowsOptions["rows"];
    const claims = join(places.folder, "claims");
    let onRow = (): void => undefined;
    const options: IssueRowsOptions = {
      chain,
      node: session.node(),
      account,
      issuer,
      journal,
      rows: ready,
      isStopped: () => stop.asked,
      onOutcome(batch) {
        writeClaimFiles(claims, journal, batch);
        for (const _ of batch.items) onRow();
      },
    };
    const gaps = (
      await findAllGaps(
        chain,
        organization,
        ready.map(({ consent }) => consent),
      )
    ).filter(({ needsWallet, needsEnrolment }) => needsWallet || needsEnrolment);
    const enrolling = gaps.length > 0 && (await mayEnrol(session, organization));
    const open = new Set(enrolling ? [] : gaps.map(({ consent }) => consent));
    const issuable = { ...options, rows: ready.filter(({ consent }) => !open.has(consent)) };
    const left = countLeft(issuable);
    const what = await describe(session, issuable, plan.rows, gaps, enrolling);
    if (!(await session.approve(what, true))) return EXIT.ok;
    try {
      if (enrolling) {
        await session.progress("Enrolling", "graduates", gaps.length, (onDone) =>
          enrolAll(chain, organization, account, gaps, onDone),
        );
      }
      await session.progress("Issuing", "rows", left, (onDone) => {
        onRow = onDone;
        return issueInThreads(issuable, keys, left);
      });
    } finally {
      tell(session, places, journal, plan.rows, open);
    }
    return stop.asked ? EXIT.interrupted : EXIT.ok;
  } finally {
    journal.close();
  }
}

function defaultConsents(csv: string): string[] {
  const folder = join(dirname(csv), "consents");
  return existsSync(folder) ? [folder] : [];
}

/** The whole file first: every bad row with its line, its column, what stands there and what should. */
function refuse(session: Session, problems: readonly RowProblem[]): never {
  const rows = problems.map(({ line, column, found, expected }) => [String(line), column, found, expected]);
  session.say(session.table([["line", "column", "found", "expected"], ...rows]));
  throw new CscssError("ERR_CSV", `${problems.length} cells or rows cannot be issued. Nothing was sent.`, {
    details: { problems },
  });
}

/** A row that says something else than what was issued is an amendment, and somebody has to want it. */
function requireUnchanged(journal: Journal, rows: readonly PlannedRow[]): void {
  const outcomes = outcomesOf(journal);
  for (const { row, content } of rows) {
    const known = outcomes.get(row.diplomaNumber);
    if (known?.status !== "issued" || known.content === content) continue;
    const problem = `Line ${row.line} says something else than what was issued as ${row.diplomaNumber}. Use cscss org amend, and put the row back.`;
    throw new CscssError("ERR_ISSUED", problem, { details: { line: row.line } });
  }
}

async function mayEnrol(session: Session, organization: string): Promise<boolean> {
  const account = await session.account();
  const contract = connectOrganization(organization, account);
  return contract.hasRole(await contract.REGISTRAR_ROLE(), account.address);
}

async function describe(
  session: Session,
  issuable: IssueRowsOptions,
  rows: readonly PlannedRow[],
  gaps: readonly OpenConsent[],
  enrolling: boolean,
): Promise<string> {
  const outcomes = outcomesOf(issuable.journal);
  const issued = rows.filter(({ row }) => outcomes.get(row.diplomaNumber)?.status === "issued").length;
  const waiting = rows.filter(({ consent }) => consent === undefined).length;
  const closed = new Set(gaps.map(({ consent }) => consent));
  const sample = { ...issuable, rows: issuable.rows.filter(({ consent }) => !closed.has(consent)) };
  const gas = Math.round(await estimateGasPerRecord(sample));
  const left = countLeft(issuable);
  const perRecord = gas > 0 ? gas : USUAL_GAS;
  const { gasPrice, maxFeePerGas } = await session.node().getFeeData();
  const price = maxFeePerGas ?? gasPrice ?? 0n;
  const cost = price === 0n ? "free here" : `at most ${formatEther(BigInt(perRecord) * BigInt(left) * price)} ether`;
  const notEnrolled = `${gaps.length} graduates are not enrolled yet`;
  return [
    `${rows.length} rows: ${left} to issue${issued > 0 ? `, ${issued} issued before` : ""}.`,
    ...(waiting > 0 ? [`${waiting} rows wait for the graduate's consent (cscss wallet consent).`] : []),
    ...(gaps.length > 0
      ? [enrolling ? `${notEnrolled}: done first.` : `${notEnrolled}: run cscss org enrol first.`]
      : []),
    ...(left > 0
      ? [`About ${perRecord.toLocaleString("en")} gas a record${gas > 0 ? "" : " (not measured yet)"}, ${cost}.`]
      : []),
  ].join("\n");
}

function countLeft({ journal, rows }: IssueRowsOptions): number {
  const outcomes = outcomesOf(journal);
  const done = ["issued", "exists"];
  return rows.filter(({ row }) => !done.includes(outcomes.get(row.diplomaNumber)?.status ?? "")).length;
}

/** Whatever happened, what is known of every row is written. */
function tell(
  session: Session,
  { folder }: Places,
  journal: Journal,
  rows: readonly PlannedRow[],
  open: ReadonlySet<unknown>,
): void {
  for (const batch of journal.batches()) writeClaimFiles(join(folder, "claims"), journal, batch);
  const outcomes = outcomesOf(journal);
  const results = rows.map((planned) => {
    const { row, consent } = planned;
    const outcome: RowOutcome = outcomes.get(row.diplomaNumber) ?? missing(consent, open);
    return { planned, outcome };
  });
  const file = join(folder, "results.csv");
  writeResults(file, results, { withAddresses: session.flag("with-addresses") });
  const counts = Object.fromEntries(
    [...Map.groupBy(results, ({ outcome }) => outcome.status)].map(([status, some]) => [status, some.length]),
  ) as Partial<Record<RowStatus, number>>;
  const words = Object.entries(counts).map(([status, count]) => `${count} ${status}`);
  session.result({ ...counts, results: file, claims: join(folder, "claims") }, `${words.join(", ")}. See ${file}.`);
}

function missing(consent: PlannedRow["consent"], open: ReadonlySet<unknown>): RowOutcome {
  if (consent === undefined) return { status: "waiting", reason: "the graduate has not consented yet" };
  return open.has(consent)
    ? { status: "waiting", reason: "the graduate is not enrolled yet" }
    : { status: "not issued" };
}

/** The first Ctrl-C ends after what is under way; a second one at once, which loses nothing either. */
function stopOnSignal(session: Session): { asked: boolean } {
  const state = { asked: false };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (state.asked) process.exit(EXIT.interrupted);
      state.asked = true;
      session.say("\nStopping after what is under way …");
    });
  }
  return state;
}

/** For --dry-run, which leaves no file behind. */
function emptyJournal(): Journal {
  const none = (): never => {
    throw new RangeError("A dry run writes no journal.");
  };
  return { batches: () => [], append: none, read: none, close: () => undefined };
}
