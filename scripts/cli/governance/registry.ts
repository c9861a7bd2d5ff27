import { nowInSeconds, timeInWords } from "@cscss-me/sdk";
import { random } from "@cscss-me/sdk/node";
import type { AccreditationAct, Proposal } from "@cscss-me/sdk/registry";
import { accreditationCall, proposeCall } from "@cscss-me/sdk/registry";
import { addressArgument, categoryOptions, evidenceHash } from "../frame/arguments.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Options } from "../frame/Command.ts";
import type { Session } from "../frame/Session.ts";
import { parseDuration, parseTime } from "../frame/times.ts";
import { usageError } from "../terminal/usageError.ts";
import { approveAndEnact, carryOut } from "./decide.ts";
import { readDecisionFile, writeDecisionFile } from "./decisionFile.ts";
import { EVIDENCE, SCOPE } from "./registryOptions.ts";

const UNTIL: Options = {
  until: { type: "string", value: "DATE", help: "the accreditation's last second (default: none)" },
};
const DECIDING: Options = {
  out: { type: "string", value: "FILE", help: "the file that goes round where several members decide" },
  deadline: { type: "string", value: "DURATION", help: "how long members may take (default: 7d)" },
  wait: { type: "boolean", help: "wait for the delay and carry it out" },
  ...EVIDENCE,
};
const DECIDES = ["chain", "account", "payer", "send"] as const;
const REASONS = ["closed", "lapsed", "request", "misconduct", "fraud"] as const;

/** What the Council decides about organizations. */
export const REGISTRY_COMMANDS: readonly CliCommand[] = [
  {
    name: "registry admit",
    summary: "The Council admits an applicant.",
    args: ["ORGANIZATION"],
    options: { ...SCOPE, ...UNTIL, ...DECIDING },
    needs: DECIDES,
    example: "cscss registry admit 0x7a30…7A4e --category higher_education --keystore governor.json --wait",
    run: (session) => propose(session, { act: "admit", ...scopeOf(session) }),
  },
  {
    name: "registry change",
    summary: "The Council changes what an accredited organization may issue, to whom, and until when.",
    args: ["ORGANIZATION"],
    options: { ...SCOPE, ...UNTIL, ...DECIDING },
    needs: DECIDES,
    example: "cscss registry change 0x7a30…7A4e --category higher_education,vocational --keystore governor.json --wait",
    run: (session) => propose(session, { act: "change", ...scopeOf(session) }),
  },
  {
    name: "registry suspend",
    summary: "The Council suspends an organization, at once.",
    args: ["ORGANIZATION"],
    options: DECIDING,
    needs: DECIDES,
    example: "cscss registry suspend 0x7a30…7A4e --keystore governor.json",
    run: (session) => propose(session, { act: "suspend", evidence: evidenceHash(session) }),
  },
  {
    name: "registry reinstate",
    summary: "The Council lifts a suspension.",
    args: ["ORGANIZATION"],
    options: DECIDING,
    needs: DECIDES,
    example: "cscss registry reinstate 0x7a30…7A4e --keystore governor.json --wait",
    run: (session) => propose(session, { act: "reinstate", evidence: evidenceHash(session) }),
  },
  {
    name: "registry withdraw",
    summary: "The Council ends an accreditation. What was issued before stays valid: see registry mark-fraud.",
    args: ["ORGANIZATION"],
    options: {
      reason: { type: "string", value: REASONS.join("|"), help: "why" },
      at: { type: "string", value: "DATE", help: "the last second of it (default: now)" },
      ...DECIDING,
    },
    needs: DECIDES,
    example: "cscss registry withdraw 0x7a30…7A4e --reason closed --keystore governor.json --wait",
    run(session) {
      const at = session.option("at");
      const reason = session.choice("reason", REASONS);
      const evidence = evidenceHash(session);
      return propose(session, { act: "withdraw", reason, evidence, ...(at && { at: parseTime(at, "at") }) });
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
      return propose(session, { act: "markFraud", since, evidence: evidenceHash(session) });
    },
  },
  {
    name: "registry approve",
    summary: "A member of the Council approves a decision that goes round. The last one needed sends it.",
    args: ["FILE"],
    options: { wait: { type: "boolean", help: "wait for the delay and carry it out" } },
    needs: DECIDES,
    example: "cscss registry approve decision.json --keystore member2.json",
    run: approve,
  },
  {
    name: "registry execute",
    summary: "Carries out a decision whose delay is over. Anybody may.",
    args: ["FILE"],
    options: { wait: { type: "boolean", help: "wait for the delay" } },
    needs: DECIDES,
    example: "cscss registry execute decision.json --keystore anybody.json",
    run: (session) => execute(session, readDecisionFile(session.args[0] ?? "").call),
  },
];

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

/** A member proposes an act and approves it; where one approval is enough, the decision is sent. */
async function propose(session: Session, act: AccreditationAct): Promise<undefined> {
  const organization = addressArgument(session.args[0], "ORGANIZATION");
  const chain = await session.chain();
  const deadline = nowInSeconds() + parseDuration(session.option("deadline") ?? "7d", "deadline");
  const proposal = await proposeCall(chain, accreditationCall(chain, organization, act), { deadline, random });
  const file = session.option("out") ?? `decision-${proposal.decision.nonce.toString(16).slice(0, 8)}.json`;
  return decide(session, proposal, { file, replace: false });
}

/** Another member adds an approval to the file; with the last one needed the decision is sent. */
async function approve(session: Session): Promise<undefined> {
  const [file = ""] = session.args;
  const proposal = readDecisionFile(file);
  if (proposal.chainId !== session.network().chainId)
    throw usageError(`${file} is a decision for chain ${proposal.chainId}.`);
  return decide(session, proposal, { file, replace: true });
}

async function decide(
  session: Session,
  proposed: Proposal,
  { file, replace }: { readonly file: string; readonly replace: boolean },
): Promise<undefined> {
  const chain = await session.chain();
  const decided = await approveAndEnact(chain, proposed, {
    member: await session.account(),
    payer: session.payer,
    confirm: (what) => session.approve(what, true),
  });
  if (decided === undefined) return undefined;
  const { proposal, progress } = decided;
  const keep = () => writeDecisionFile(file, chain.network.chainId, proposal, { replace });
  switch (progress.stage) {
    case "done":
      session.result({ done: true }, "Done.");
      return undefined;
    case "approving": {
      keep();
      const { approvals, threshold } = progress;
      const remark = `${approvals} of ${threshold} agree. The next runs: cscss registry approve ${file}`;
      session.result({ done: false, approvals, threshold, file }, remark);
      return undefined;
    }
    case "scheduled": {
      if (session.flag("wait")) return execute(session, proposal.call);
      keep();
      const { from } = progress;
      const next = `cscss registry execute ${file}`;
      session.result({ done: false, from, file }, `Decided. It takes effect from ${timeInWords(from)}, by: ${next}`);
      return undefined;
    }
  }
}

async function execute(session: Session, call: Proposal["call"]): Promise<undefined> {
  await carryOut(await session.chain(), await session.payer(), call, session.flag("wait"));
  session.result({ done: true }, "Done.");
  return undefined;
}
