import { timeInWords } from "@cscss-me/sdk";
import type { Approvals, PreparedBatch, ReviewedRecord } from "@cscss-me/sdk/issue";
import {
  approveBatch,
  prepareBatch,
  readApprovals,
  requireApprovals,
  reviewBatch,
  withdrawBatch,
} from "@cscss-me/sdk/issue";
import { readPrepared } from "@cscss-me/sdk/node";
import type { Signer } from "ethers";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Session } from "../frame/Session.ts";
import { plainText } from "../terminal/plainText.ts";
import { usageError } from "../terminal/usageError.ts";

const SENDS = ["chain", "account", "organization", "send"] as const;

/** The two-person rule: one prepares a batch, others approve it, and only then it is issued. */
export const ORG_APPROVAL_COMMANDS: readonly CliCommand[] = [
  {
    name: "org require-approvals",
    summary: "Sets how many people beside its preparer approve a batch before it is issued: 0, 1 or 2.",
    args: ["COUNT"],
    needs: SENDS,
    example: "cscss org require-approvals 1 --issuer issuer.json --keystore admin.json",
    async run(session) {
      const [text = ""] = session.args;
      if (!/^[012]$/.test(text)) throw usageError(`COUNT "${text}" is not one of 0, 1, 2.`);
      const count = Number(text);
      const what = `From now on ${count === 0 ? "nobody needs to approve" : `${count} approve`} what is issued.`;
      if (!(await session.approve(what))) return undefined;
      await requireApprovals(await session.account(), session.organization(), count);
      session.result({ required: count }, what);
      return undefined;
    },
  },
  {
    name: "org propose",
    summary: "Puts prepared batches forward for approval. The signing account, a registrar, may then not approve them.",
    args: ["PREPARED-FILE"],
    needs: SENDS,
    example: "cscss org propose graduates.csv.prepared --issuer issuer.json --keystore registrar.json",
    run: (session) => forEach(session, "Proposing", ({ preparer }) => preparer === undefined, prepareBatch),
  },
  {
    name: "org approve",
    summary: "Shows what is in prepared batches, and approves them with the signing account, an issuer.",
    args: ["PREPARED-FILE"],
    needs: SENDS,
    example: "cscss org approve graduates.csv.prepared --issuer issuer.json --keystore dean.json",
    async run(session) {
      const { address } = await session.account();
      const mine = ({ approvers }: Approvals) => !approvers.includes(address);
      return forEach(session, "Approving", mine, approveBatch);
    },
  },
  {
    name: "org approvals",
    summary: "Shows who proposed and approved prepared batches, and what is missing.",
    args: ["PREPARED-FILE"],
    needs: ["chain", "organization"],
    example: "cscss org approvals graduates.csv.prepared --issuer issuer.json",
    async run(session) {
      const batches = await open(session);
      const found = await withApprovals(session, batches);
      const rows = found.map(({ batchHash, records, approvals }) => [
        `${batchHash.slice(0, 10)}…`,
        String(records.length),
        approvals.preparer ?? "nobody",
        approvals.approvers.join(", ") || "nobody",
        describeApprovals(approvals),
      ]);
      session.result(
        found.map(({ batchHash, records, approvals }) => ({ batchHash, records: records.length, ...approvals })),
        session.table([["batch", "records", "proposed by", "approved by", ""], ...rows]),
      );
      return undefined;
    },
  },
  {
    name: "org withdraw-batch",
    summary: "Takes proposed batches back, with their approvals.",
    args: ["PREPARED-FILE"],
    needs: SENDS,
    example: "cscss org withdraw-batch graduates.csv.prepared --issuer issuer.json --keystore registrar.json",
    run: (session) => forEach(session, "Taking back", ({ preparer }) => preparer !== undefined, withdrawBatch),
  },
];

type Act = (account: Signer, organization: string, batchHash: string) => Promise<void>;
type Reviewed = PreparedBatch & { readonly records: readonly ReviewedRecord[] };

/** Shows the batches an act is still to be done to, asks, and does it. */
async function forEach(
  session: Session,
  doing: string,
  isOpen: (approvals: Approvals) => boolean,
  act: Act,
): Promise<undefined> {
  const all = await withApprovals(session, await open(session));
  const left = all.filter(({ approvals }) => isOpen(approvals));
  const records = left.flatMap((batch) => batch.records);
  for (const record of records) session.say(describe(record));
  const what = `${doing} ${left.length} of ${all.length} batches, ${records.length} records.`;
  if (!(await session.approve(what, true))) return undefined;
  const account = await session.account();
  await session.progress(doing, "batches", left.length, async (onDone) => {
    for (const { batchHash } of left) {
      await act(account, session.organization(), batchHash);
      onDone();
    }
  });
  const done = left.map(({ batchHash }) => batchHash);
  session.result({ batches: done, records: records.length }, `Done with ${done.length} batches.`);
  return undefined;
}

async function open(session: Session): Promise<Reviewed[]> {
  const [file = ""] = session.args;
  const chain = await session.chain();
  const { chainId, genesisHash } = chain.network;
  const head = { kind: "prepared", version: 1, chainId, genesisHash, organization: session.organization() } as const;
  const batches: Reviewed[] = [];
  for await (const batch of readPrepared(file, head))
    batches.push({ ...batch, records: reviewBatch(chain, session.organization(), batch) });
  if (batches.length === 0) throw usageError(`${file} holds no prepared batch. See: org issue-batch --prepare-only`);
  return batches;
}

async function withApprovals(session: Session, batches: readonly Reviewed[]) {
  const chain = await session.chain();
  const found = batches.map(async (batch) => ({
    ...batch,
    approvals: await readApprovals(chain, session.organization(), batch.batchHash),
  }));
  return Promise.all(found);
}

/** What is about to be approved, whole: no claim is cut or left out. */
function describe({ award, recordType, sequence, holder, wallet, validUntil, claims }: ReviewedRecord): string {
  const what = sequence === 1 ? "new" : `version ${sequence}`;
  const rows = [
    ["to", `${holder}, wallet ${wallet}`],
    ...(validUntil === undefined ? [] : [["until", timeInWords(validUntil)]]),
    ...Object.entries(claims).map(([name, value]) => [name, textOf(value)]),
  ];
  const lines = rows.map(([name = "", value = ""]) => `  ${plainText(name)}: ${plainText(value)}`);
  return [`${plainText(award)}: ${recordType.replaceAll("_", " ")}, ${what}`, ...lines].join("\n");
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function describeApprovals({ required, preparer, until, approvers }: Approvals): string {
  if (preparer === undefined || until === undefined) return "not proposed in the last 30 days, or issued";
  const missing = required - approvers.length;
  return `${missing > 0 ? `${missing} more to approve` : "may be issued"}, until ${timeInWords(until)}`;
}
