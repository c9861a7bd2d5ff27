import type { Chain } from "@cscss-me/sdk";
import { CscssError, fromRevert } from "@cscss-me/sdk";
import { connectCouncil, councilInterface } from "@cscss-me/sdk/contracts";
import type { Decision } from "@cscss-me/sdk/registry";
import type { TransactionReceipt, Wallet } from "ethers";
import { keccak256 } from "ethers";
import type { Store } from "../store/openStore.ts";
import { carriedOut } from "./carriedOut.ts";
import { decisionOf } from "./decisions.ts";
import type { Enactment } from "./planEnactment.ts";
import { planEnactment } from "./planEnactment.ts";
import { queueDecided } from "./queueDecided.ts";
import type { Relay, RelayJournal } from "./relayJournal.ts";
import { cheaperOf, hashesOf, relayJournal } from "./relayJournal.ts";
import type { Signing } from "./signTransaction.ts";
import { mostCostOf, signDearer, signTransaction } from "./signTransaction.ts";

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

/** Seconds after which a transaction that is not mined, and pays less than is usual, is sent for more. */
const RAISE_AFTER = 60;
/** A contract that says yes when it is asked, and no when it is mined, shall not use the key's money up. */
const MOST_REVERTS = 3;
/** What a relay waits out: the price, or until the key has money. */
const DEAR: ReadonlySet<string> = new Set(["ERR_GAS_PRICE", "ERR_FUNDS"]);

/**
 * Opens a relayer. Killed at any moment, the next one goes on: the same bytes are sent again as long as their nonce is free,
 * and the Council's contract takes each decision once.
 */
export function openRelayer({ chain, store, account, maxGasPrice, now }: RelayerOptions): Relayer {
  const { provider, network, generation } = chain;
  const journal: RelayJournal = relayJournal(store, now);
  const council = connectCouncil(generation.governance.council, provider);

  async function rowOf(relay: Relay) {
    return store.selectFrom("decisions").selectAll().where("id", "=", relay.decision).executeTakeFirstOrThrow();
  }

  /** Where a transaction that was signed has got to. */
  async function lookAfter(relay: Relay): Promise<void> {
    const { hash, nonce, raw } = relay;
    if (hash === null || nonce === null || raw === null) return;
    // First the count: a transaction mined between the two looks is then seen by the second.
    const used = await provider.getTransactionCount(account.address, "latest");
    for (const each of hashesOf(relay)) {
      const receipt = await provider.getTransactionReceipt(each);
      if (receipt !== null) return conclude(relay, receipt);
    }
    if (used <= nonce) return sendAgain(relay, raw);
    // A node that is behind may not show the receipt yet: what the contracts say decides.
    if (await isDone(relay)) return journal.final(relay, { by: "another transaction" });
    return journal.replaced(relay);
  }

  async function conclude(relay: Relay, receipt: TransactionReceipt): Promise<void> {
    const depth = (await provider.getBlockNumber()) - receipt.blockNumber;
    if (depth < network.confirmations) {
      if (relay.state !== "mined" || relay.block_hash !== receipt.blockHash)
        await journal.mined(relay, receipt.blockHash);
      return;
    }
    if (receipt.status === 1) return journal.final(relay, { hash: receipt.hash, block: receipt.blockNumber });
    if (await isDone(relay)) return journal.final(relay, { by: "another transaction" });
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

  /** As it is; or for more, if it waits for long, pays too little, and more may be paid. */
  async function sendAgain(relay: Relay, raw: string): Promise<void> {
    const sameAgain = () => broadcast(raw, cheaperOf(relay));
    if (now() - (relay.signed ?? 0) < RAISE_AFTER) return sameAgain();
    const dearer = await signDearer(await signingFor(relay), raw).catch(async (error: unknown) => {
      await tellDear(relay, error);
      await sameAgain();
      throw error;
    });
    if (dearer === undefined) return sameAgain();
    // Written down first: whichever of the two is mined, it is known.
    if (await journal.raised(relay, { raw: dearer, hash: keccak256(dearer) })) {
      await broadcast(dearer, [raw, ...cheaperOf(relay)]);
    }
  }

  /** What is signed with, and what there is to pay it: those that go before it may take their part. */
  async function signingFor({ nonce }: Relay): Promise<Signing> {
    const balance = await provider.getBalance(account.address);
    const signed = await journal.inState("signed");
    const before = signed.filter((other) => nonce === null || (other.nonce !== null && other.nonce < nonce));
    const wei = before.reduce((left, { raw }) => (raw === null ? left : left - mostCostOf(raw)), balance);
    return { account, provider, purse: { wei, mostPrice: maxGasPrice } };
  }

  /** Says with the relay that it waits for a better price, or for money. */
  async function tellDear(relay: Relay, error: unknown): Promise<void> {
    if (error instanceof CscssError && DEAR.has(error.code)) await journal.refused(relay, error.message);
  }

  /** Whether the chain has it, whoever sent it. */
  async function isDone(relay: Relay): Promise<boolean> {
    const row = await rowOf(relay);
    if (relay.step === "enact") return council.isNonceUsed(row.nonce);
    return (await carriedOut(chain, JSON.parse(row.call))).state === "done";
  }

  /** @param cheaper - what else has its number, to be sent where the key cannot pay it. */
  async function broadcast(raw: string, [next, ...others]: readonly string[] = []): Promise<void> {
    try {
      await provider.broadcastTransaction(raw);
    } catch (error) {
      // Known already, or mined already: the next look tells. Whatever else it is, it is tried again.
      if ((await provider.getTransaction(keccak256(raw))) !== null) return;
      const reason = fromRevert(error);
      if (reason.code !== "ERR_FUNDS" || next === undefined) throw reason;
      await broadcast(next, others);
    }
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
      await tellDear(relay, reason);
      throw reason;
    });
    // Another member may still sign.
    if ("problem" in plan) return journal.refused(relay, plan.problem);
    const nonce = Math.max(
      await provider.getTransactionCount(account.address, "latest"),
      (await journal.highestNonce()) + 1,
    );
    const to = generation.governance.council;
    const wanted = { ...plan, to, nonce, chainId: chain.chainId };
    const raw = await signTransaction(await signingFor(relay), wanted).catch(async (error: unknown) => {
      await tellDear(relay, error);
      throw error;
    });
    if (await journal.sign(relay, { nonce, raw, hash: keccak256(raw) })) await broadcast(raw);
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
    const to = generation.governance.council;
    return { data, gas: await provider.estimateGas({ from: account.address, to, data }) };
  }

  return {
    async step() {
      const problems: unknown[] = [];
      const tryEach = async (relays: readonly Relay[], act: (relay: Relay) => Promise<void>) => {
        // One that cannot be sent holds up no other.
        for (const relay of relays) await act(relay).catch((error: unknown) => problems.push(error));
      };
      await tryEach(await journal.inState("signed", "mined"), lookAfter);
      await queueDecided(chain, store, journal, now);
      const time = (await provider.getBlock("latest"))?.timestamp ?? 0;
      const waiting = await journal.inState("waiting");
      // Where blocks come with transactions only, the next one has the time of the clock.
      await tryEach(
        waiting.filter(({ not_before }) => not_before <= Math.max(time, now())),
        send,
      );
      if (problems.length > 0) throw problems[0];
    },
  };
}
