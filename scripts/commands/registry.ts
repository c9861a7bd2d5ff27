import { sendTransaction } from "../../sdk/contract/sendTransaction.ts";
import { connectOrganization } from "../../sdk/generated/Organization.ts";
import type { AccreditationAct } from "../../sdk/registry/accreditationCall.ts";
import { accreditationCall, authorityNumber, categoryMask } from "../../sdk/registry/accreditationCall.ts";
import { listIssuers } from "../../sdk/registry/listIssuers.ts";
import { readHistory } from "../../sdk/registry/readHistory.ts";
import { readIssuer } from "../../sdk/registry/readIssuer.ts";
import type { Interval, Issuer } from "../../sdk/registry/Standing.ts";
import { timeInWords } from "../../sdk/verify/words.ts";
import { addressArgument, categoryOptions, evidenceHash } from "../cli/arguments.ts";
import type { Command, Options } from "../cli/Command.ts";
import type { Session } from "../cli/Session.ts";
import { parseTime } from "../cli/times.ts";
import { usageError } from "../cli/usageError.ts";
import { allPages } from "../registry/allPages.ts";
import { approveFile, execute, propose } from "../registry/decide.ts";
import { readDecisionFile } from "../registry/decisionFile.ts";
import { organizationAt } from "../registry/organizationAt.ts";
import { scopeInWords, standingInWords } from "../words/standingInWords.ts";

const EVIDENCE: Options = {
  evidence: { type: "string", value: "FILE", help: "the papers; only their hash is published" },
};
const SCOPE: Options = {
  authority: { type: "string", value: "direct|cross", help: "direct issues to enrolled holders, cross to any" },
  category: { type: "string", multiple: true, help: "what it may issue: higher_education, vocational, …" },
};
const DECIDING: Options = {
  out: { type: "string", value: "FILE", help: "the file that goes round where several members decide" },
  deadline: { type: "string", value: "DURATION", help: "how long members may take; 7d unless told" },
  wait: { type: "boolean", help: "wait for the delay and carry it out" },
  ...EVIDENCE,
};
const DECIDES = ["chain", "account", "payer", "send"] as const;
const REASONS = ["closed", "lapsed", "request", "misconduct", "fraud"] as const;

/** Who may issue what, and who decides it. */
export const REGISTRY_COMMANDS: readonly Command[] = [
  {
    name: "registry apply",
    summary: "An organization's admin asks for accreditation.",
    options: { ...SCOPE, ...EVIDENCE },
    needs: ["chain", "account", "organization", "send"],
    example:
      "cscss registry apply --issuer issuer.json --authority direct --category higher_education --keystore admin.json",
    async run(session) {
      const organization = session.organization();
      const authority = session.choice("authority", ["direct", "cross"], "direct");
      const categories = categoryOptions(session);
      const admin = await session.account();
      const contract = connectOrganization(organization, admin);
      await requireMayApply(session, organization, admin.address);
      if (!(await session.approve(`${organization} applies: ${authority}, ${categories.join(" + ")}.`)))
        return undefined;
      await sendTransaction(() =>
        contract.applyForAccreditation(authorityNumber(authority), categoryMask(categories), evidenceHash(session)),
      );
      session.result({ organization, applied: true }, `${organization} has applied.`);
      return undefined;
    },
  },
  {
    name: "registry admit",
    summary: "The Council admits an applicant.",
    args: ["ORGANIZATION"],
    options: {
      ...SCOPE,
      until: { type: "string", value: "DATE", help: "the accreditation's last second; none unless told" },
      ...DECIDING,
    },
    needs: DECIDES,
    example: "cscss registry admit 0x7a30…7A4e --category higher_education --keystore governor.json --wait",
    run(session) {
      const until = session.option("until");
      const authority = session.choice("authority", ["direct", "cross"], "direct");
      const scope = { authority, categories: categoryOptions(session), evidence: evidenceHash(session) };
      return decide(session, { act: "admit", ...scope, ...(until && { until: parseTime(until, "until") }) });
    },
  },
  {
    name: "registry suspend",
    summary: "The Council suspends an organization, at once.",
    args: ["ORGANIZATION"],
    options: DECIDING,
    needs: DECIDES,
    example: "cscss registry suspend 0x7a30…7A4e --keystore governor.json",
    run: (session) => decide(session, { act: "suspend", evidence: evidenceHash(session) }),
  },
  {
    name: "registry reinstate",
    summary: "The Council lifts a suspension.",
    args: ["ORGANIZATION"],
    options: DECIDING,
    needs: DECIDES,
    example: "cscss registry reinstate 0x7a30…7A4e --keystore governor.json --wait",
    run: (session) => decide(session, { act: "reinstate", evidence: evidenceHash(session) }),
  },
  {
    name: "registry withdraw",
    summary: "The Council ends an accreditation. What was issued before stays valid, unless for fraud.",
    args: ["ORGANIZATION"],
    options: {
      reason: { type: "string", value: REASONS.join("|"), help: "why" },
      at: { type: "string", value: "DATE", help: "the last second of it; now unless told" },
      ...DECIDING,
    },
    needs: DECIDES,
    example: "cscss registry withdraw 0x7a30…7A4e --reason closed --keystore governor.json --wait",
    run(session) {
      const at = session.option("at");
      const reason = session.choice("reason", REASONS);
      const evidence = evidenceHash(session);
      return decide(session, { act: "withdraw", reason, evidence, ...(at && { at: parseTime(at, "at") }) });
    },
  },
  {
    name: "registry approve",
    summary: "A member of the Council approves a decision that goes round. The last one needed sends it.",
    args: ["FILE"],
    options: { wait: { type: "boolean", help: "wait for the delay and carry it out" } },
    needs: DECIDES,
    example: "cscss registry approve decision.json --keystore member2.json",
    run: (session) => approveFile(session, session.args[0] ?? ""),
  },
  {
    name: "registry execute",
    summary: "Carries out a decision whose delay is over. Anybody may.",
    args: ["FILE"],
    options: { wait: { type: "boolean", help: "wait for the delay" } },
    needs: DECIDES,
    example: "cscss registry execute decision.json --keystore anybody.json",
    run: (session) => execute(session, readDecisionFile(session.args[0] ?? "").call, session.flag("wait")),
  },
  {
    name: "registry list",
    summary: "Lists all organizations that ever applied, and where they stand.",
    needs: ["chain"],
    example: "cscss registry list",
    async run(session) {
      const node = await session.reader();
      const all = await allPages<Issuer>((page) => listIssuers(node, page));
      const rows = all.map(({ address, name, country, standing }) => {
        return [address, name, country, standingInWords(standing), standing.categories.join(" + ")];
      });
      const text = session.table([["organization", "name", "country", "standing", "categories"], ...rows]);
      session.result(all, all.length === 0 ? "No organization has applied yet." : text);
      return undefined;
    },
  },
  {
    name: "registry show",
    summary: "Shows an organization with its history, or what held on a day.",
    args: ["ORGANIZATION"],
    options: { at: { type: "string", value: "DATE", help: "the day or time that is asked about" } },
    needs: ["chain"],
    example: "cscss registry show 0x7a30…7A4e --at 2026-07-01",
    run: show,
  },
];

/** What the contracts would refuse, in words and before anything is sent. */
async function requireMayApply(session: Session, organization: string, account: string): Promise<void> {
  const { name, standing } = await organizationAt(session, organization);
  const contract = connectOrganization(organization, session.node());
  if (!(await contract.hasRole(await contract.DEFAULT_ADMIN_ROLE(), account))) {
    throw usageError(`${account} is no admin of ${name}; see cscss org staff list. Only an admin applies.`);
  }
  if (standing === undefined || standing.status === "withdrawn") return;
  const next = standing.status === "applied" ? "The Council decides about it" : "What it may issue the Council changes";
  throw usageError(`${name} is ${standing.status} and cannot apply. ${next}; see cscss registry show ${organization}.`);
}

async function decide(session: Session, act: AccreditationAct): Promise<undefined> {
  const organization = addressArgument(session.args[0], "ORGANIZATION");
  return propose(session, accreditationCall(await session.chain(), organization, act));
}

async function show(session: Session): Promise<undefined> {
  const node = await session.reader();
  const address = addressArgument(session.args[0], "ORGANIZATION");
  const now = Math.floor(Date.now() / 1000);
  const at = session.option("at");
  const time = at === undefined ? undefined : parseTime(at, "at");
  const { issuer, at: then } = await readIssuer(node, address, { time, now });
  const { name, country, fraudSince } = issuer;
  if (then !== undefined) {
    const held = scopeInWords(then.accreditation);
    session.result({ ...issuer, at: then }, `${name} (${country}) at ${at}: ${held}`);
    return undefined;
  }
  const history = await allPages<Interval>((page) => readHistory(node, address, page));
  const rows = history.map((one) => [timeInWords(one.from), scopeInWords(one)]);
  const fraud = fraudSince === undefined ? "" : `\nFraud: everything issued since ${timeInWords(fraudSince)} is void.`;
  const text = `${name} (${country})  ${address}\nToday: ${scopeInWords(issuer.standing)}${fraud}\n\n${session.table([["since", "standing"], ...rows])}`;
  session.result({ ...issuer, history }, text);
  return undefined;
}
