import { join, parse } from "node:path";
import type { Chain } from "@cscss-me/sdk";
import { templateCsv } from "@cscss-me/sdk/inputs";
import { enrolAll, findAllGaps, isOpen } from "@cscss-me/sdk/interim";
import type { BatchJournal, IssueRowsOptions, IssuerContext, IssuingKeys, PlannedRow } from "@cscss-me/sdk/issue";
import { issuePrepared, issueRows, outcomesOf } from "@cscss-me/sdk/issue";
import { lockBeside, readPrepared, withThreads } from "@cscss-me/sdk/node";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import { EXIT } from "../frame/exitCodes.ts";
import type { Session } from "../frame/Session.ts";
import { stopOnSignal } from "../frame/stopOnSignal.ts";
import { openBatchJournal, requireUnchanged } from "./batchJournal.ts";
import { categoriesOf, recordTypeOption } from "./categoryOptions.ts";
import { countLeft, describePlan } from "./describePlan.ts";
import { issuerWith, issuingKeysOf } from "./openIssuer.ts";
import { awardsIn, prepareRows, rowsToPrepare } from "./prepareRows.ts";
import { GAS_PRICE_OPTION, priceToAgree } from "./priceToAgree.ts";
import type { Places } from "./readBatchInput.ts";
import { INPUT_OPTIONS, placesOf, readBatchInput } from "./readBatchInput.ts";
import { reportOutcome } from "./reportOutcome.ts";
import { findIssuer, mayEnrol } from "./staffRoles.ts";
import { writeClaimFiles } from "./writeOutcome.ts";

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
  const places = placesOf(session.args[0] ?? "", session);
  const unlock = lockBeside(places.input);
  try {
    return await issueLocked(session, places);
  } finally {
    unlock();
  }
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

async function issueLocked(session: Session, places: Places): Promise<number> {
  const chain = await session.chain();
  const { secrets } = await session.issuerSecrets();
  const keys = await issuingKeysOf(chain, secrets, session.option("dictionary"));
  const issuer = await issuerWith(keys);
  const { organization } = issuer;
  const accredited = await categoriesOf(await session.reader(), organization);
  const context = { chain, organization, accredited };
  const { rows, remarks } = await readBatchInput(places, session, context, (problems) =>
    session.say(session.table(problems)),
  );
  for (const remark of remarks) session.say(remark);
  const { address: account } = await session.account();
  const head = { kind: "head", version: 2, ...identityOf(chain), organization, account } as const;
  // What is only asked about or prepared leaves no journal behind.
  const readsOnly = session.flag("dry-run") || session.flag("prepare-only");
  const journal = openBatchJournal(places.journal, head, readsOnly);
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
  const stop = stopOnSignal(() => session.say("\nStopping after what is under way …"));
  let onRow = (): void => undefined;
  // One consent is good for all awards of a graduate.
  const consents = [...new Set(ready.map(({ consent }) => consent))];
  const gaps = (await findAllGaps(chain, organization, consents)).filter(isOpen);
  const enrolling = gaps.length > 0 && (await mayEnrol(organization, account));
  /** Consents that could not be used, and why. */
  const open = new Map(enrolling ? [] : gaps.map(({ consent }) => [consent, "the graduate is not enrolled yet"]));
  const { price, mostPrice } = await priceToAgree(session.node(), session.option("max-gas-price"));
  const issuable: IssueRowsOptions = {
    chain,
    node: session.node(),
    account,
    estimatesAs: await findIssuer(chain, organization, account.address),
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
    const { prepared: file } = places;
    const left = await rowsToPrepare(file, head, issuing);
    let hashes: string[] = [];
    await withThreads(keys, left.length, (threads) =>
      session.progress("Preparing", "rows", left.length, async (onDone) => {
        hashes = await prepareRows(file, head, { ...issuing, ...threads, rows: left }, onDone);
      }),
    );
    const text = [`${left.length} rows in ${hashes.length} batches are prepared in ${file}:`, ...hashes].join("\n");
    session.result({ prepared: left.length, file, batches: hashes }, text);
    return EXIT.ok;
  }
  try {
    const left = prepared.size > 0 ? countLeft({ journal, rows: within(issuing.rows, prepared) }) : countLeft(issuing);
    await session.progress("Issuing", "rows", left, (onDone) => {
      onRow = onDone;
      if (prepared.size > 0) return issuePrepared(issuing, readPrepared(places.prepared, head));
      return withThreads(keys, left, (threads) => issueRows({ ...issuing, ...threads }));
    });
  } finally {
    const withAddresses = session.flag("with-addresses");
    const { data, text } = await reportOutcome(places, journal, rows, { open, prepared, withAddresses });
    session.result(data, text);
  }
  return stop.asked ? EXIT.interrupted : EXIT.ok;
}

function within(rows: IssueRowsOptions["rows"], awards: ReadonlySet<string>): IssueRowsOptions["rows"] {
  return rows.filter(({ row }) => awards.has(row.diplomaNumber));
}

function identityOf({ network }: Chain) {
  return { chainId: network.chainId, genesisHash: network.genesisHash };
}
