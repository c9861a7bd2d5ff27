import { join } from "node:path";
import type { Chain } from "@cscss-me/sdk";
import { enrolAll, findAllGaps, isOpen } from "@cscss-me/sdk/interim";
import type { BatchJournal, IssueRowsOptions, IssuerContext, IssuingKeys, PlannedRow } from "@cscss-me/sdk/issue";
import { issuePrepared, issueRows, outcomesOf } from "@cscss-me/sdk/issue";
import { lockBeside, readPrepared, withThreads } from "@cscss-me/sdk/node";
import { EXIT } from "../frame/exitCodes.ts";
import { stopOnSignal } from "../frame/stopOnSignal.ts";
import { openBatchJournal, requireUnchanged } from "./batchJournal.ts";
import { categoriesOf } from "./categoryOptions.ts";
import { countLeft, describePlan } from "./describePlan.ts";
import type { IssuingRun } from "./IssuingRun.ts";
import { issuerWith, issuingKeysOf } from "./openIssuer.ts";
import { awardsIn, prepareRows, rowsToPrepare } from "./prepareRows.ts";
import { priceToAgree } from "./priceToAgree.ts";
import type { Places } from "./readBatchInput.ts";
import { readBatchInput } from "./readBatchInput.ts";
import { reportOutcome } from "./reportOutcome.ts";
import { findIssuer, mayEnrol } from "./staffRoles.ts";
import { writeClaimFiles } from "./writeOutcome.ts";

/** Issues a file, with everything of the run at these places. @returns the exit code. */
export async function issueFile(run: IssuingRun, places: Places): Promise<number> {
  const unlock = lockBeside(places.input);
  try {
    return await issueLocked(run, places);
  } finally {
    unlock();
  }
}

async function issueLocked(run: IssuingRun, places: Places): Promise<number> {
  const chain = await run.chain();
  const { secrets } = await run.issuerSecrets();
  const keys = await issuingKeysOf(chain, secrets, run.option("dictionary"));
  const issuer = await issuerWith(keys);
  const { organization } = issuer;
  const accredited = await categoriesOf(await run.reader(), organization);
  const context = { chain, organization, accredited };
  const { rows, remarks } = await readBatchInput(places, run, context, (problems) => run.say(run.table(problems)));
  for (const remark of remarks) run.say(remark);
  const { address: account } = await run.account();
  const head = { kind: "head", version: 2, ...identityOf(chain), organization, account } as const;
  // What is only asked about or prepared leaves no journal behind.
  const readsOnly = run.flag("dry-run") || run.flag("prepare-only");
  const journal = openBatchJournal(places.journal, head, readsOnly);
  try {
    requireUnchanged(journal, rows);
    return await issueWith(run, places, { chain, issuer, keys, journal, rows });
  } finally {
    journal.close();
  }
}

async function issueWith(
  run: IssuingRun,
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
  const account = await run.account();
  const ready = rows.filter((row) => row.consent !== undefined) as IssueRowsOptions["rows"];
  const stop = stopOnSignal(() => run.say("\nStopping after what is under way …"));
  let onRow = (): void => undefined;
  // One consent is good for all awards of a graduate.
  const consents = [...new Set(ready.map(({ consent }) => consent))];
  const gaps = (await findAllGaps(chain, organization, consents)).filter(isOpen);
  const enrolling = gaps.length > 0 && (await mayEnrol(organization, account));
  /** Consents that could not be used, and why. */
  const open = new Map(enrolling ? [] : gaps.map(({ consent }) => [consent, "the graduate is not enrolled yet"]));
  const { price, mostPrice } = await priceToAgree(run.node(), run.option("max-gas-price"));
  const issuable: IssueRowsOptions = {
    chain,
    node: run.node(),
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
  if (!(await run.approve(`${what}${run.flag("prepare-only") ? "" : onlyPrepared}`, true))) return EXIT.ok;
  if (enrolling) {
    await run.progress("Enrolling", "graduates", gaps.length, async (onDone) => {
      const refused = await enrolAll(chain, organization, gaps, { registrar: account, mostPrice, onDone });
      for (const [consent, reason] of refused) {
        run.say(`Not enrolled: ${consent.studentId}. ${reason}`);
        open.set(consent, reason);
      }
    });
  }
  const issuing = { ...issuable, rows: issuable.rows.filter(({ consent }) => !open.has(consent)) };
  if (run.flag("prepare-only")) {
    const { prepared: file } = places;
    const left = await rowsToPrepare(file, head, issuing);
    let hashes: string[] = [];
    await withThreads(keys, left.length, (threads) =>
      run.progress("Preparing", "rows", left.length, async (onDone) => {
        hashes = await prepareRows(file, head, { ...issuing, ...threads, rows: left }, onDone);
      }),
    );
    const text = [`${left.length} rows in ${hashes.length} batches are prepared in ${file}:`, ...hashes].join("\n");
    run.result({ prepared: left.length, file, batches: hashes }, text);
    return EXIT.ok;
  }
  try {
    const left = prepared.size > 0 ? countLeft({ journal, rows: within(issuing.rows, prepared) }) : countLeft(issuing);
    await run.progress("Issuing", "rows", left, (onDone) => {
      onRow = onDone;
      if (prepared.size > 0) return issuePrepared(issuing, readPrepared(places.prepared, head));
      return withThreads(keys, left, (threads) => issueRows({ ...issuing, ...threads }));
    });
  } finally {
    const withAddresses = run.flag("with-addresses");
    const { data, text } = await reportOutcome(places, journal, rows, { open, prepared, withAddresses });
    run.result(data, text);
  }
  return stop.asked ? EXIT.interrupted : EXIT.ok;
}

function within(rows: IssueRowsOptions["rows"], awards: ReadonlySet<string>): IssueRowsOptions["rows"] {
  return rows.filter(({ row }) => awards.has(row.diplomaNumber));
}

function identityOf({ network }: Chain) {
  return { chainId: network.chainId, genesisHash: network.genesisHash };
}
