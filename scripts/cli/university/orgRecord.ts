import type { Chain, RecordTypeName } from "@cscss-me/sdk";
import { CscssError, timeInWords } from "@cscss-me/sdk";
import type { Award, IssuerContext, StatusAct, StatusReasonName } from "@cscss-me/sdk/issue";
import { categoryFor, changeStatus, findAttempt, nextAttempt, STATUS_REASONS } from "@cscss-me/sdk/issue";
import type { ClaimFile, ListedRecord } from "@cscss-me/sdk/wallet";
import { listRecords, parseClaimFile, readEncryptionKey, readWallet, walletAddress } from "@cscss-me/sdk/wallet";
import { readTextFile } from "../files/readTextFile.ts";
import { addressArgument } from "../frame/arguments.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Options } from "../frame/Command.ts";
import type { Session } from "../frame/Session.ts";
import { usageError } from "../terminal/usageError.ts";
import { categoriesOf, categoryChoices, recordTypeOption } from "./categoryOptions.ts";
import { issueOne, PAYLOAD, readClaims, readRequest, withEvidence } from "./issueOne.ts";
import { openIssuer } from "./openIssuer.ts";

const REASON: Options = {
  reason: { type: "string", value: Object.keys(STATUS_REASONS).join("|"), help: "why (default: unspecified)" },
};
const ISSUES = ["chain", "account", "issuer", "dictionary", "send"] as const;

/** Single records; thousands of them are for `org issue-batch`. */
export const ORG_RECORD_COMMANDS: readonly CliCommand[] = [
  {
    name: "org issue",
    summary: "Issues one record into a graduate's wallet and writes the claim file for the graduate.",
    options: {
      type: { type: "string", help: "degree, certificate, … (default: degree)" },
      wallet: { type: "string", value: "ADDRESS", help: "the graduate's wallet" },
      request: { type: "string", value: "FILE", help: "the accepted request it answers, instead of type and wallet" },
      category: { type: "string", multiple: true, help: "the category (default: the usual one)" },
      ...PAYLOAD,
    },
    needs: ISSUES,
    example:
      "cscss org issue --wallet 0x5FbD…0aa3 --claims claims.json --out claim.json --issuer issuer.json --keystore issuing.json",
    run: issue,
  },
  {
    name: "org amend",
    summary: "Replaces a record's content by a corrected one. The older version is superseded.",
    args: ["CLAIM-FILE"],
    options: PAYLOAD,
    needs: ISSUES,
    example:
      "cscss org amend claim.json --claims corrected.json --out claim-2.json --issuer issuer.json --keystore issuing.json",
    run: amend,
  },
  {
    name: "org status",
    summary: "Shows what became of a record.",
    args: ["CLAIM-FILE"],
    needs: ["chain"],
    example: "cscss org status claim.json",
    async run(session) {
      const { record } = await find(await session.chain(), readClaim(session.args[0]));
      const { recordType, status, payloadSequence, issuedAt } = record;
      const text = `${recordType.replaceAll("_", " ")}: ${status}, version ${payloadSequence}, of ${timeInWords(issuedAt)}`;
      session.result(record, text);
      return undefined;
    },
  },
  ...(["revoke", "suspend", "reinstate"] as const).map(statusCommand),
];

function statusCommand(act: StatusAct): CliCommand {
  const summaries = {
    revoke: "Revokes a record, for good.",
    suspend: "Suspends a record, until it is reinstated.",
    reinstate: "Makes a suspended record good again.",
  };
  const reasons = { revoke: "award_withdrawn", suspend: "under_review", reinstate: "review_closed" };
  return {
    name: `org ${act}`,
    summary: summaries[act],
    args: ["CLAIM-FILE"],
    options: REASON,
    needs: ["chain", "account", "send"],
    example: `cscss org ${act} claim.json --reason ${reasons[act]} --keystore issuing.json`,
    async run(session) {
      const names = Object.keys(STATUS_REASONS) as StatusReasonName[];
      const reason = session.choice("reason", names, "unspecified");
      const claim = readClaim(session.args[0]);
      const chain = await session.chain();
      const { wallet, record } = await find(chain, claim);
      const issuer = await session.account();
      const what = `${act} the ${record.recordType.replaceAll("_", " ")} ${record.recordId} (${reason.replaceAll("_", " ")}).`;
      if (!(await session.approve(what, act === "revoke"))) return undefined;
      await changeStatus(issuer, claim.issuer, { act, wallet, recordId: claim.recordId, reason });
      const { record: after } = await find(chain, claim);
      session.result(after, `The record is ${after.status} now.`);
      return undefined;
    },
  };
}

async function issue(session: Session): Promise<undefined> {
  const chain = await session.chain();
  const { secrets } = await session.issuerSecrets();
  const issuer = await openIssuer(chain, secrets, session.option("dictionary"));
  const { organization } = issuer;
  const request = readRequest(session, { chainId: chain.network.chainId, organization });
  const recordType = request?.recordType ?? recordTypeOption(session.option("type") ?? "degree");
  const address =
    request === undefined
      ? addressArgument(session.required("wallet"), "--wallet")
      : walletAddress(chain.generation, request.wallet);
  const stated = readClaims(session);
  // What the holder handed in is named by its salted hashes, and by nothing else.
  const claims = request === undefined ? stated.claims : withEvidence(stated.claims, request);
  const { owner, profile, index } = await readWallet(chain, address);
  const categories = await categoriesOf(await session.reader(), organization);
  return send(session, issuer, {
    wallet: { owner, profile, index },
    encryptionKey: await readEncryptionKey(chain, address),
    ...stated,
    claims,
    attempt: await nextAttempt(chain, issuer, { wallet: address, award: stated.award }),
    category: categoryFor(recordType, categoryChoices(session.list("category")), categories),
    recordType,
  });
}

async function amend(session: Session): Promise<undefined> {
  const claim = readClaim(session.args[0]);
  const claims = readClaims(session);
  const chain = await session.chain();
  const { wallet, record, records } = await find(chain, claim);
  const { secrets } = await session.issuerSecrets();
  const issuer = await openIssuer(chain, secrets, session.option("dictionary"));
  if (issuer.organization !== claim.issuer)
    throw usageError(`The record belongs to another organization: ${claim.issuer}.`);
  const attempt = findAttempt(issuer, { wallet: claim.wallet, award: claims.award }, claim.recordId, records);
  if (attempt === undefined) {
    const problem = `The record is not that of award "${claims.award}". Name the award it was issued for with --award.`;
    throw usageError(problem);
  }
  return send(session, issuer, {
    wallet,
    encryptionKey: await readEncryptionKey(chain, claim.wallet),
    ...claims,
    attempt,
    sequence: record.sequence + 1,
    category: record.category,
    recordType: record.recordType as RecordTypeName,
  });
}

async function send(session: Session, issuer: IssuerContext, award: Award): Promise<undefined> {
  const claimFile = session.required("out");
  const account = await session.account();
  const issued = await issueOne(issuer, award, { account, claimFile, confirm: session.approve });
  if (issued !== undefined) session.result(issued, `Done. Give ${claimFile} to the graduate.`);
  return undefined;
}

function readClaim(file = ""): ClaimFile {
  return parseClaimFile(readTextFile(file));
}

async function find(chain: Chain, claim: ClaimFile) {
  if (claim.chainId !== chain.network.chainId) throw usageError(`The record is on chain ${claim.chainId}.`);
  const { owner, profile, index } = await readWallet(chain, claim.wallet);
  const records: readonly ListedRecord[] = await listRecords(chain, claim.wallet);
  const record = records.find(({ recordId, issuer }) => recordId === claim.recordId && issuer === claim.issuer);
  if (record === undefined) throw new CscssError("ERR_RECORD_UNKNOWN", "The wallet has no such record.");
  return { wallet: { owner, profile, index }, record, records };
}
