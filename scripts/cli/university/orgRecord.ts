import type { Chain, RecordTypeName } from "@cscss-me/sdk";
import { CscssError, timeInWords } from "@cscss-me/sdk";
import type { HolderConsent } from "@cscss-me/sdk/interim";
import { ENROLMENT_GAS, enrolAll, findAllGaps, isOpen } from "@cscss-me/sdk/interim";
import type { StatusAct, StatusReasonName } from "@cscss-me/sdk/issue";
import { categoryFor, changeStatus, costInWords, STATUS_REASONS } from "@cscss-me/sdk/issue";
import type { ClaimFile, ListedRecord } from "@cscss-me/sdk/wallet";
import { listRecords, parseClaimFile, readEncryptionKey, readWallet, walletAddress } from "@cscss-me/sdk/wallet";
import { readTextFile } from "../files/readTextFile.ts";
import { addressArgument } from "../frame/arguments.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Options } from "../frame/Command.ts";
import { EXIT } from "../frame/exitCodes.ts";
import type { Session } from "../frame/Session.ts";
import { usageError } from "../terminal/usageError.ts";
import { categoriesOf, categoryChoices, recordTypeOption } from "./categoryOptions.ts";
import {
  issueOne,
  nextAttempt,
  PAYLOAD,
  readClaimsOption,
  recordIdOfAward,
  requestOption,
  withEvidence,
} from "./issueOne.ts";
import { openIssuer } from "./openIssuer.ts";
import { GAS_PRICE_OPTION, priceToAgree } from "./priceToAgree.ts";
import { readChosenConsents, UNCLAIMED_OPTION } from "./readChosenConsents.ts";

const REASON: Options = {
  reason: { type: "string", value: Object.keys(STATUS_REASONS).join("|"), help: "why; unspecified unless told" },
};
const UNKNOWN_LINK =
  "It is of a claim link that was replaced or is not kept beside it. Put it where cscss org claims made the link, or send a new one";
const ISSUES = ["chain", "account", "issuer", "dictionary", "send"] as const;

/** Single records; thousands of them are for `org issue-batch`. */
export const ORG_RECORD_COMMANDS: readonly CliCommand[] = [
  {
    name: "org enrol",
    summary:
      "Makes the wallets of graduates who consented, and enrols them. What was done before is left out. Consents are known by the claim links kept beside them.",
    args: ["CONSENT…"],
    options: { ...UNCLAIMED_OPTION, ...GAS_PRICE_OPTION },
    needs: ["chain", "account", "organization", "send"],
    example: "cscss org enrol consents --issuer issuer.json --keystore registrar.json",
    run: enrol,
  },
  {
    name: "org issue",
    summary: "Issues one record into a graduate's wallet and writes the claim file for the graduate.",
    options: {
      type: { type: "string", help: "degree, certificate, …; degree unless told" },
      wallet: { type: "string", value: "ADDRESS", help: "the graduate's wallet" },
      request: { type: "string", value: "FILE", help: "the accepted request it answers, instead of type and wallet" },
      category: { type: "string", multiple: true, help: "the category; the usual one unless told" },
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

async function enrol(session: Session): Promise<number | undefined> {
  const organization = session.organization();
  const chain = await session.chain();
  const { filed, ...known } = await readChosenConsents(session, session.args, { chain, organization });
  const consents = filed.map(({ consent }) => consent);
  const gaps = await findAllGaps(chain, organization, consents);
  const unfinished = gaps.filter(isOpen);
  const chosen = new Set(known.byStudent.values());
  const open = unfinished.filter(({ consent }) => chosen.has(consent));
  const refused = new Map<HolderConsent, string>();
  for (const { consent } of unfinished) {
    const reason = known.unknown.has(consent) ? UNKNOWN_LINK : known.refused.get(consent.studentId);
    if (reason !== undefined) refused.set(consent, reason);
  }
  const registrar = await session.account();
  const { price, mostPrice } = await priceToAgree(session);
  const cost = costInWords(open.length * ENROLMENT_GAS, price);
  if (!(await session.approve(`Enrolling ${open.length} of ${consents.length} holders. Cost: ${cost}.`)))
    return undefined;
  await session.progress("Enrolling", "holders", open.length, async (onDone) => {
    const now = await enrolAll(chain, organization, open, { registrar, mostPrice, onDone });
    for (const [consent, reason] of now) refused.set(consent, reason);
  });
  const told = gaps.map(({ consent, address, needsWallet, needsEnrolment }, index) => {
    const { file } = filed[index] ?? {};
    const reason = refused.get(consent);
    if (reason !== undefined) return { file, studentId: consent.studentId, wallet: address, refused: reason };
    const used = chosen.has(consent);
    return {
      file,
      studentId: consent.studentId,
      wallet: address,
      made: used && needsWallet,
      enrolled: used && needsEnrolment,
    };
  });
  for (const { file, refused: reason } of told) if (reason !== undefined) session.say(`${file}: ${reason}`);
  const enrolled = open.filter(({ consent }) => !refused.has(consent)).length;
  const counts = [
    `${enrolled} holders are enrolled now, ${gaps.length - unfinished.length} were before`,
    ...(refused.size > 0 ? [`${refused.size} consents were refused`] : []),
  ];
  session.result(told, `${counts.join("; ")}.`);
  return refused.size > 0 ? EXIT.failed : undefined;
}

async function issue(session: Session): Promise<undefined> {
  const chain = await session.chain();
  const issuer = await openIssuer(session, chain);
  const asked = requestOption(session, chain, issuer.organization);
  const recordType = asked?.recordType ?? recordTypeOption(session.option("type") ?? "degree");
  const address =
    asked === undefined
      ? addressArgument(session.required("wallet"), "--wallet")
      : walletAddress(chain.generation, asked.wallet);
  const stated = readClaimsOption(session);
  // What the holder handed in is named by its salted hashes, and by nothing else.
  const claims = asked === undefined ? stated.claims : withEvidence(stated.claims, asked);
  const { owner, profile, index } = await readWallet(chain, address);
  const categories = await categoriesOf(session, issuer.organization);
  return issueOne(session, issuer, {
    wallet: { owner, profile, index },
    encryptionKey: await readEncryptionKey(chain, address),
    ...stated,
    claims,
    attempt: await nextAttempt(chain, issuer, address, stated.award),
    category: categoryFor(recordType, categoryChoices(session.list("category")), categories),
    recordType,
  });
}

async function amend(session: Session): Promise<undefined> {
  const claim = readClaim(session.args[0]);
  const claims = readClaimsOption(session);
  const chain = await session.chain();
  const { wallet, record } = await find(chain, claim);
  const issuer = await openIssuer(session, chain);
  if (issuer.organization !== claim.issuer) throw usageError(`The record is of another organization: ${claim.issuer}.`);
  const attempt = [0, 1, 2, 3, 4, 5, 6, 7].find(
    (one) => recordIdOfAward(issuer, claim.wallet, claims.award, one) === claim.recordId,
  );
  if (attempt === undefined) {
    throw usageError(
      `The record is not that of award "${claims.award}". Name the award it was issued for with --award.`,
    );
  }
  return issueOne(session, issuer, {
    wallet,
    encryptionKey: await readEncryptionKey(chain, claim.wallet),
    ...claims,
    attempt,
    sequence: record.sequence + 1,
    category: record.category,
    recordType: record.recordType as RecordTypeName,
  });
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
  return { wallet: { owner, profile, index }, record };
}
