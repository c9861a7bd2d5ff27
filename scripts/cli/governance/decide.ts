import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Chain } from "@cscss-me/sdk";
import { CscssError, nowInSeconds, timeInWords } from "@cscss-me/sdk";
import { connectCouncil } from "@cscss-me/sdk/contracts";
import type { Decision } from "@cscss-me/sdk/registry";
import {
  approveDecision,
  councilDelay,
  enactDecision,
  executeScheduled,
  makeDecision,
  scheduleCall,
  scheduledFor,
} from "@cscss-me/sdk/registry";
import type { Wallet } from "ethers";
import type { Session } from "../frame/Session.ts";
import { parseDuration } from "../frame/times.ts";
import { usageError } from "../terminal/usageError.ts";
import type { DecisionFile } from "./decisionFile.ts";
import { readDecisionFile, writeDecisionFile } from "./decisionFile.ts";
import { describeDecision } from "./describeDecision.ts";

type Call = Pick<Decision, "target" | "data">;

/** A member of the Council proposes a call and approves it; where one approval is enough, it is sent. */
export async function propose(session: Session, call: Call): Promise<undefined> {
  const chain = await session.chain();
  const delay = await councilDelay(chain, call);
  if (delay === undefined) throw new CscssError("ERR_REVERTED", "The Council has no right to this.");
  const deadline = nowInSeconds() + parseDuration(session.option("deadline") ?? "7d", "deadline");
  const random = (length: number): Uint8Array => randomBytes(length);
  const decision = makeDecision(delay === 0 ? call : scheduleCall(chain, call), { deadline, random });
  const proposal: DecisionFile = {
    type: "CscssMeDecision",
    version: 1,
    chainId: chain.network.chainId,
    call,
    decision,
    approvals: [],
  };
  const file = session.option("out") ?? `decision-${decision.nonce.toString(16).slice(0, 8)}.json`;
  return approve(session, proposal, file, false);
}

/** Another member adds its approval to the file; where it was the last one needed, the decision is sent. */
export async function approveFile(session: Session, file: string): Promise<undefined> {
  const proposal = readDecisionFile(file);
  if (proposal.chainId !== session.network().chainId)
    throw usageError(`${file} is a decision for chain ${proposal.chainId}.`);
  return approve(session, proposal, file, true);
}

/** Carries out what the Council decided on, once its delay is over. */
export async function execute(session: Session, call: Call, wait: boolean): Promise<undefined> {
  const chain = await session.chain();
  const payer = await session.payer();
  const from = await scheduledFor(chain, call);
  if (from === 0) throw new CscssError("ERR_REVERTED", "This is not scheduled, or was carried out before.");
  const left = async (): Promise<number> => from - (await chainTime(chain));
  if ((await left()) > 0 && !wait) {
    throw new CscssError("ERR_REVERTED", `This can be carried out from ${timeInWords(from)}, not before.`);
  }
  while ((await left()) > 0) await sleep(Math.min(1000 * (await left()), 2000));
  await executeScheduled(chain, payer, call);
  session.result({ done: true }, "Done.");
  return undefined;
}

async function approve(session: Session, proposal: DecisionFile, file: string, replace: boolean): Promise<undefined> {
  const chain = await session.chain();
  const member: Wallet = await session.account();
  const council = connectCouncil(chain.generation.governance.council, chain.provider);
  const [isMember, threshold] = [await council.isMember(member.address), Number(await council.threshold())];
  if (!isMember) throw new CscssError("ERR_ARGUMENT", `${member.address} is no member of the Council.`);
  const others = proposal.approvals.filter((approval) => approval.member !== member.address);
  const missing = threshold - others.length - 1;
  if (!(await session.approve(`The Council's decision: ${describeDecision(chain, proposal)}`, true))) return undefined;

  const approvals = [...others, await approveDecision(chain, member, proposal.decision)];
  const approved = { ...proposal, approvals };
  if (missing > 0) {
    writeDecisionFile(file, approved, { replace });
    const remark = `${approvals.length} of ${threshold} agree. The next runs: cscss registry approve ${file}`;
    session.result({ done: false, approvals: approvals.length, threshold, file }, remark);
    return undefined;
  }
  await enactDecision(chain, await session.payer(), proposal.decision, approvals);
  return afterwards(session, chain, approved, file, replace);
}

/** What was decided either holds now, or was scheduled and has to be carried out later. */
async function afterwards(
  session: Session,
  chain: Chain,
  { call, decision, ...rest }: DecisionFile,
  file: string,
  replace: boolean,
): Promise<undefined> {
  if (decision.data === call.data) {
    session.result({ done: true }, "Done.");
    return undefined;
  }
  if (session.flag("wait")) return execute(session, call, true);
  const from = await scheduledFor(chain, call);
  writeDecisionFile(file, { call, decision, ...rest }, { replace });
  const next = `cscss registry execute ${file}`;
  session.result({ done: false, from, file }, `Decided. It takes effect from ${timeInWords(from)}, by: ${next}`);
  return undefined;
}

async function chainTime({ provider }: Chain): Promise<number> {
  // Where blocks come only with transactions, the next block has the wall clock's time.
  const latest = (await provider.getBlock("latest"))?.timestamp ?? 0;
  return Math.max(latest, nowInSeconds() - 1);
}
