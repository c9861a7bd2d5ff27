import type { Chain } from "@cscss-me/sdk";
import { CscssError, fromRevert } from "@cscss-me/sdk";
import type { TransactionOutcome } from "@cscss-me/sdk/contracts";
import { connectCouncil, councilInterface, openSender } from "@cscss-me/sdk/contracts";
import type { Decision } from "@cscss-me/sdk/registry";
import type { Wallet } from "ethers";
import type { Store } from "../store/openStore.ts";
import { carriedOut } from "./carriedOut.ts";
import { decisionOf } from "./decisions.ts";
import { relayFees } from "./fees.ts";
import type { Enactment } from "./planEnactment.ts";
import { planEnactment } from "./planEnactment.ts";
import { queueDecided } from "./queueDecided.ts";
import type { Relay, RelayJournal, SentRelay } from "./relayJournal.ts";
import { relayJournal } from "./relayJournal.ts";

/** Sends what the Council decided. Its key pays, and can do nothing that the Council did not sign. */
export interface Relayer {
  /**
   * Does what can be done now: looks after what was sent, sends what is due.
   *
   * @throws the first error, after all that could be done was done.
   */
  step(): Promise<void>;
}

/** What a relayer works with. */
export interface RelayerOptions {
  readonly chain: Chain;
  readonly store: Store;
  /** The key's account, connected to no node: what is sent goes through the chain's provider. */
  readonly account: Wallet;
  /** Wei that a unit of gas may cost. */
  readonly maxGasPrice: bigint;
  /** Unix seconds. */
  readonly now: () => number;
}

/** A contract that says yes when it is asked, and no when it is mined, shall not use the key's money up. */
const MOST_REVERTS = 3;
/** What a relay waits out: the price, or until the key has money. */
const DEAR: ReadonlySet<string> = new Set(["ERR_GAS_PRICE", "ERR_FUNDS"]);
/** Of the estimate, in percent: a call keeps 1/64 of its gas back, and the state may change until it is mined. */
const GAS_PERCENT = 125n;

/**
 * Opens a relayer. Killed at any moment, the next one goes on: the same bytes are sent again as long as their nonce is free,
 * and the Council's contract takes each decision once.
 */
export function openRelayer({ chain, store, account, maxGasPrice, now }: RelayerOptions): Relayer {
  const { provider, network, generation } = chain;
  const journal: RelayJournal = relayJournal(store, now);
  const to = generation.governance.council;
  const council = connectCouncil(to, provider);
  const fees = relayFees({ provider, address: account.address, journal, mostPrice: maxGasPrice });
  const sender = openSender<Relay, SentRelay>({
    account,
    chainId: chain.chainId,
    node: provider,
    journal,
    fees: { ...fees, raise: (sent, latest) => fees.raise(sent, latest).catch(tellDear(sent.relay)) },
    confirmations: network.confirmations,
    now: () => now() * 1000,
    onOutcome: conclude,
  });

  async function rowOf(relay: Relay) {
    return store.selectFrom("decisions").selectAll().where("id", "=", relay.decision).executeTakeFirstOrThrow();
  }

  async function conclude({ relay }: SentRelay, outcome: TransactionOutcome): Promise<void> {
    if (outcome.kind === "succeeded") {
      return journal.final(relay, { hash: outcome.receipt.hash, block: outcome.receipt.blockNumber });
    }
    // A node that is behind may not show the receipt yet: what the contracts say decides.
    if (await isDone(relay)) return journal.final(relay, { by: "another transaction" });
    if (outcome.kind === "superseded") return journal.replaced(relay);
    const problem = "The contract refused it when it was mined.";
    // The reason may be gone by now, or lie in an approval that others can stand in for.
    const times = (await hasNewApproval(relay)) ? 1 : relay.reverted + 1;
    return times < MOST_REVERTS ? journal.reverted(relay, problem, times) : journal.failed(relay, problem);
  }

  /** Whether a member agreed for the first time since it was signed: then what was tried before says little. */
  async function hasNewApproval({ decision, signed }: Relay): Promise<boolean> {
    const later = await store
      .selectFrom("approvals")
      .select("member")
      .where("decision", "=", decision)
      .where("given", ">=", signed ?? 0)
      .executeTakeFirst();
    return later !== undefined;
  }

  /** Says with the relay that it waits for a better price, or for money, and throws on. */
  const tellDear = (relay: Relay) => async (error: unknown) => {
    if (error instanceof CscssError && DEAR.has(error.code)) await journal.refused(relay, error.message);
    throw error;
  };

  /** Whether the chain has it, whoever sent it. */
  async function isDone(relay: Relay): Promise<boolean> {
    const row = await rowOf(relay);
    if (relay.step === "enact") return council.isNonceUsed(row.nonce);
    return (await carriedOut(chain, JSON.parse(row.call))).state === "done";
  }

  async function send(relay: Relay): Promise<void> {
    const row = await rowOf(relay);
    const decision = decisionOf(row);
    if (await isDone(relay)) return journal.final(relay, { by: "another transaction" });
    if (await isLate(relay, decision)) return journal.failed(relay, relay.problem ?? "Its time is over.");
    const planned = relay.step === "enact" ? planEnact(decision, relay.decision) : planExecute(JSON.parse(row.call));
    const plan = await planned.catch(async (error: unknown) => {
      const reason = fromRevert(error);
      // A node that is away says nothing about the decision; one that is behind may refuse what the others take.
      if (reason.code === "ERR_REVERTED") await journal.refused(relay, reason.message);
      return tellDear(relay)(reason);
    });
    // Another member may still sign.
    if ("problem" in plan) return journal.refused(relay, plan.problem);
    const gasLimit = (plan.gas * GAS_PERCENT) / 100n;
    await sender.send(relay, { to, data: plan.data, gasLimit }).catch(tellDear(relay));
  }

  async function isLate(relay: Relay, decision: Decision): Promise<boolean> {
    if (relay.step === "enact") return decision.deadline <= now();
    return (await carriedOut(chain, JSON.parse((await rowOf(relay)).call))).state === "lapsed";
  }

  async function planEnact(decision: Decision, id: string): Promise<Enactment> {
    const given = await store
      .selectFrom("approvals")
      .select(["member", "signature"])
      .where("decision", "=", id)
      .execute();
    return planEnactment({ chain, from: account.address }, decision, given);
  }

  async function planExecute({ target, data: inner }: Pick<Decision, "target" | "data">): Promise<Enactment> {
    const data = councilInterface.encodeFunctionData("execute", [target, inner]);
    return { data, gas: await provider.estimateGas({ from: account.address, to, data }) };
  }

  return {
    async step() {
      const problems: unknown[] = [];
      const note = (error: unknown) => void problems.push(error);
      await sender.look().catch(note);
      await queueDecided(chain, store, journal, now);
      const time = (await provider.getBlock("latest"))?.timestamp ?? 0;
      const waiting = await journal.inState("waiting");
      // Where blocks come with transactions only, the next one has the time of the clock.
      const due = waiting.filter(({ not_before }) => not_before <= Math.max(time, now()));
      // One that cannot be sent holds up no other.
      for (const relay of due) await send(relay).catch(note);
      if (problems.length > 0) throw problems[0];
    },
  };
}
