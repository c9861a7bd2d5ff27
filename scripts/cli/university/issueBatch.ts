import { existsSync } from "node:fs";
import { join, parse } from "node:path";
import type { Chain } from "@cscss-me/sdk";
import { CscssError } from "@cscss-me/sdk";
import { connectOrganization } from "@cscss-me/sdk/contracts";
import { templateCsv } from "@cscss-me/sdk/inputs";
import { enrolAll, findAllGaps, isOpen } from "@cscss-me/sdk/interim";
import type { BatchJournal, IssueRowsOptions, IssuerContext, IssuingKeys, PlannedRow } from "@cscss-me/sdk/issue";
import { issuePrepared, issueRows, outcomesOf, readStaff } from "@cscss-me/sdk/issue";
import type { FileJournal } from "@cscss-me/sdk/node";
import { lockBeside, openJournal, readPrepared, withThreads } from "@cscss-me/sdk/node";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import { EXIT } from "../frame/exitCodes.ts";
import type { Session } from "../frame/Session.ts";
import { categoriesOf, recordTypeOption } from "./categoryOptions.ts";
import { countLeft, describePlan } from "./describePlan.ts";
import { issuerWith, openIssuingKeys } from "./openIssuer.ts";
import { awardsIn, prepareOnly } from "./prepareOnly.ts";
import { GAS_PRICE_OPTION, priceToAgree } from "./priceToAgree.ts";
import type { Places } from "./readBatchInput.ts";
import { INPUT_OPTIONS, placesOf, readBatchInput } from "./readBatchInput.ts";
import { tellOutcome } from "./tellOutcome.ts";
import { writeClaimFiles } from "./writeOutcome.ts";

/** The yearly work of a university. */
export const ISSUE_BATCH_COMMANDS: readonly CliCommand[] = [
  {
    name: "org template",
    summary: "Writes a file of awards to begin with: the columns of a type of record, and one row as a sample.",
    args: ["CSV"],
    options: {
      type: { type: "string", help: "degree, professional_licence, …; degree unless told" },
      empty: { type: "boolean", help: "the columns only" },
      all: { type: "boolean", help: "all columns there can be, not only those there must be" },
    },
    needs: [],
    example: "cscss org template graduates.csv --type degree",
    async run(session) {
      const file = session.args[0] ?? "";
      writeFileSafely(file, templateCsv({ ...templateOptions(session), sample: !session.flag("empty") }));
      session.result({ file }, `${file} is there. Save it as “CSV UTF-8” when you have filled it.`);
      return undefined;
    },
  },
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
  const places = placesOf(session);
  const unlock = lockBeside(places.input);
  try {
    return await issueLocked(session, places);
  } finally {
    unlock();
  }
}

function writeTemplates(session: Session): number {
  const file = session.args[0] ?? "";
  const { dir, name } = parse(file);
  const sample = join(dir, `${name}.sample.csv`);
  writeFileSafely(sample, templateCsv({ ...templateOptions(session), sample: true }));
  writeFileSafely(file, templateCsv({ ...templateOptions(session), sample: false }));
  session.result({ file, sample }, `${file} has the columns to fill; ${sample} shows how.`);
  return EXIT.ok;
}

function templateOptions(session: Session) {
  return { recordType: recordTypeOption(session.option("type") ?? "degree"), all: session.flag("all") };
}

async function issueLocked(session: Session, places: Places): Promise<number> {
  const chain = await session.chain();
  const keys = await openIssuingKeys(session, chain);
  const issuer = await issuerWith(keys);
  const { organization } = issuer;
  const { chainId, genesisHash } = chain.network;
  const accredited = await categoriesOf(session, organization);
  const { rows } = await readBatchInput(session, places, { chain, organization, accredited });
  const account = await session.account();
  const head = { kind: "head", version: 2, chainId, genesisHash, organization, account: account.address } as const;
  // What is only asked about or prepared leaves no journal behind.
  const readsOnly = session.flag("dry-run") || session.flag("prepare-only");
  const journal = readsOnly && !existsSync(places.journal) ? emptyJournal() : openJournal(places.journal, head);
  try {
    requireUnchanged(journal, rows);
    return await issueWith(session, places, { chain, issuer, keys, journal, rows });
  } finally {
    journal.close();
  }
}

async function issueWith(
  session: Session,
  places: Places,
  found: {
    readonly chain: Chain;
    readonly issuer: IssuerContext;
    readonly keys: IssuingKeys;
    readonly journal: BatchJournal;
    readonly rows: readonly PlannedRow[];
  },
): Promise<number> {
  const { chain, issuer, keys, journal, rows } = found;
  const { organization } = issuer;
  const account = await session.account();
  const ready = rows.filter((row) => row.consent !== undefined) as IssueRowsOptions["rows"];
  const stop = stopOnSignal(session);
  let onRow = (): void => undefined;
  // One consent is good for all awards of a graduate.
  const consents = [...new Set(ready.map(({ consent }) => consent))];
  const gaps = (await findAllGaps(chain, organization, consents)).filter(isOpen);
  const enrolling = gaps.length > 0 && (await mayEnrol(session, organization));
  /** Consents that could not be used, and why. */
  const open = new Map(enrolling ? [] : gaps.map(({ consent }) => [consent, "the graduate is not enrolled yet"]));
  const { price, mostPrice } = await priceToAgree(session);
  const issuable: IssueRowsOptions = {
    chain,
    node: session.node(),
    account,
    estimatesAs: await anIssuer(chain, organization, account.address),
    issuer,
    journal,
    mostPrice,
    rows: ready.filter(({ consent }) => !open.has(consent)),
    isStopped: () => stop.asked,
    async onOutcome(batch) {
      await writeClaimFiles(join(places.folder, "claims"), journal, batch);
      for (const _ of batch.items) onRow();
    },
  };
  const what = await describePlan(issuable, rows, { gaps, enrolling, price });
  const head = { kind: "prepared", version: 1, ...identityOf(chain), organization } as const;
  const outcomes = outcomesOf(journal);
  const awards = await awardsIn(readPrepared(places.prepared, head));
  const prepared = new Set(awards.filter((award) => !outcomes.has(award)));
  const onlyPrepared = prepared.size > 0 ? `\nOnly what is in ${places.prepared} is issued, as it was prepared.` : "";
  if (!(await session.approve(`${what}${session.flag("prepare-only") ? "" : onlyPrepared}`, true))) return EXIT.ok;
  if (enrolling) {
    await session.progress("Enrolling", "graduates", gaps.length, async (onDone) => {
      const refused = await enrolAll(chain, organization, gaps, { registrar: account, mostPrice, onDone });
      for (const [consent, reason] of refused) {
        session.say(`Not enrolled: ${consent.studentId}. ${reason}`);
        open.set(consent, reason);
      }
    });
  }
  const issuing = { ...issuable, rows: issuable.rows.filter(({ consent }) => !open.has(consent)) };
  if (session.flag("prepare-only")) {
    return withThreads(keys, countLeft(issuing), (threads) =>
      prepareOnly(session, places.prepared, head, { ...issuing, ...threads }),
    );
  }
  try {
    const left = prepared.size > 0 ? countLeft({ journal, rows: within(issuing.rows, prepared) }) : countLeft(issuing);
    await session.progress("Issuing", "rows", left, (onDone) => {
      onRow = onDone;
      if (prepared.size > 0) return issuePrepared(issuing, readPrepared(places.prepared, head));
      return withThreads(keys, left, (threads) => issueRows({ ...issuing, ...threads }));
    });
  } finally {
    await tellOutcome(session, places, journal, rows, { open, prepared });
  }
  return stop.asked ? EXIT.interrupted : EXIT.ok;
}

function within(rows: IssueRowsOptions["rows"], awards: ReadonlySet<string>): IssueRowsOptions["rows"] {
  return rows.filter(({ row }) => awards.has(row.diplomaNumber));
}

function identityOf({ network }: Chain) {
  return { chainId: network.chainId, genesisHash: network.genesisHash };
}

/** A row that says something else than what was issued is an amendment, and somebody has to want it. */
function requireUnchanged(journal: BatchJournal, rows: readonly PlannedRow[]): void {
  const outcomes = outcomesOf(journal);
  for (const { row, content } of rows) {
    const known = outcomes.get(row.diplomaNumber);
    if (known?.status !== "issued" || known.content === content) continue;
    const problem = `What stands at ${row.place} is something else than what was issued as ${row.diplomaNumber}. Use cscss org amend, and put the row back.`;
    throw new CscssError("ERR_ISSUED", problem, { details: { place: row.place } });
  }
}

async function mayEnrol(session: Session, organization: string): Promise<boolean> {
  const account = await session.account();
  const contract = connectOrganization(organization, account);
  return contract.hasRole(await contract.REGISTRAR_ROLE(), account.address);
}

/** In whose name gas can be estimated: whoever prepares need not be allowed to issue. */
async function anIssuer(chain: Chain, organization: string, account: string): Promise<string> {
  const issuers = (await readStaff(chain, organization)).filter(({ role }) => role === "issuer");
  return (issuers.find((one) => one.account === account) ?? issuers[0])?.account ?? account;
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

/** For runs that leave no journal behind. */
function emptyJournal(): FileJournal {
  const none = (): never => {
    throw new RangeError("This run writes no journal.");
  };
  return { batches: () => [], append: none, read: none, latest: none, close: () => undefined };
}
