import { connectOrganization } from "@cscss-me/sdk/contracts";
import type { AccreditationAct } from "@cscss-me/sdk/registry";
import { accreditationCall } from "@cscss-me/sdk/registry";
import { addressArgument, categoryOptions, evidenceHash } from "../frame/arguments.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Options } from "../frame/Command.ts";
import type { Session } from "../frame/Session.ts";
import { parseTime } from "../frame/times.ts";
import { applyForAccreditation } from "../shared/applyForAccreditation.ts";
import { organizationAt } from "../shared/organizationAt.ts";
import { usageError } from "../terminal/usageError.ts";
import { approveFile, execute, propose } from "./decide.ts";
import { readDecisionFile } from "./decisionFile.ts";

const EVIDENCE: Options = {
  evidence: { type: "string", value: "FILE", help: "the papers; only their hash is published" },
};
const SCOPE: Options = {
  authority: { type: "string", value: "direct|cross", help: "direct issues to enrolled holders, cross to any" },
  category: { type: "string", multiple: true, help: "what it may issue: higher_education, vocational, …" },
};
const UNTIL: Options = {
  until: { type: "string", value: "DATE", help: "the accreditation's last second; none unless told" },
};
const DECIDING: Options = {
  out: { type: "string", value: "FILE", help: "the file that goes round where several members decide" },
  deadline: { type: "string", value: "DURATION", help: "how long members may take; 7d unless told" },
  wait: { type: "boolean", help: "wait for the delay and carry it out" },
  ...EVIDENCE,
};
const DECIDES = ["chain", "account", "payer", "send"] as const;
const REASONS = ["closed", "lapsed", "request", "misconduct", "fraud"] as const;

/** Who applies, and what the Council decides. */
export const REGISTRY_COMMANDS: readonly CliCommand[] = [
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
      await requireMayApply(session, organization, admin.address);
      if (!(await session.approve(`${organization} applies: ${authority}, ${categories.join(" + ")}.`)))
        return undefined;
      await applyForAccreditation(admin, organization, { authority, categories, evidence: evidenceHash(session) });
      session.result({ organization, applied: true }, `${organization} has applied.`);
      return undefined;
    },
  },
  {
    name: "registry admit",
    summary: "The Council admits an applicant.",
    args: ["ORGANIZATION"],
    options: { ...SCOPE, ...UNTIL, ...DECIDING },
    needs: DECIDES,
    example: "cscss registry admit 0x7a30…7A4e --category higher_education --keystore governor.json --wait",
    run: (session) => decide(session, { act: "admit", ...scopeOf(session) }),
  },
  {
    name: "registry change",
    summary: "The Council changes what an accredited organization may issue, to whom, and until when.",
    args: ["ORGANIZATION"],
    options: { ...SCOPE, ...UNTIL, ...DECIDING },
    needs: DECIDES,
    example: "cscss registry change 0x7a30…7A4e --category higher_education,vocational --keystore governor.json --wait",
    run: (session) => decide(session, { act: "change", ...scopeOf(session) }),
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
    summary: "The Council ends an accreditation. What was issued before stays valid: see registry mark-fraud.",
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
    name: "registry mark-fraud",
    summary: "The Council finds an organization fraudulent: all it issued since a time is void, for good.",
    args: ["ORGANIZATION"],
    options: {
      since: {
        type: "string",
        value: "DATE",
        help: "not before its first accreditation; later it can only be set earlier",
      },
      ...DECIDING,
    },
    needs: DECIDES,
    example: "cscss registry mark-fraud 0x7a30…7A4e --since 2026-07-01 --keystore governor.json --wait",
    run(session) {
      const since = parseTime(session.required("since"), "since");
      return decide(session, { act: "markFraud", since, evidence: evidenceHash(session) });
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
];

/** What the contracts would refuse, in words and before anything is sent. */
async function requireMayApply(session: Session, organization: string, account: string): Promise<void> {
  const { name, standing } = await organizationAt(session, organization);
  const contract = connectOrganization(organization, session.node());
  if (!(await contract.hasRole(await contract.DEFAULT_ADMIN_ROLE(), account))) {
    throw usageError(`${account} is no admin of ${name}; see cscss org staff list. Only an admin applies.`);
  }
  if (standing === undefined || standing.status === "withdrawn") return;
  const next =
    standing.status === "applied" ? "The Council decides about it" : "The Council can change what it may issue";
  throw usageError(`${name} is ${standing.status} and cannot apply. ${next}; see cscss registry show ${organization}.`);
}

/** What is accredited, as the options say it. */
function scopeOf(session: Session) {
  const until = session.option("until");
  return {
    authority: session.choice("authority", ["direct", "cross"], "direct"),
    categories: categoryOptions(session),
    evidence: evidenceHash(session),
    ...(until && { until: parseTime(until, "until") }),
  };
}

async function decide(session: Session, act: AccreditationAct): Promise<undefined> {
  const organization = addressArgument(session.args[0], "ORGANIZATION");
  return propose(session, accreditationCall(await session.chain(), organization, act));
}
