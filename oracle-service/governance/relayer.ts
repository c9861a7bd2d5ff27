import type { TransactionReceipt, Wallet } from "ethers";
import { keccak256 } from "ethers";
import { fromRevert } from "../../sdk/errors/fromRevert.ts";
import { connectCouncil, councilInterface } from "../../sdk/generated/Council.ts";
import type { Decision } from "../../sdk/governance/decide.ts";
import type { Chain } from "../../sdk/network/connectChain.ts";
import type { Store } from "../store/openStore.ts";
import { carriedOut } from "./carriedOut.ts";
import { decisionOf } from "./decisions.ts";
import { queueDecided } from "./queueDecided.ts";
import type { Relay, RelayJournal } from "./relayJournal.ts";
import { relayJournal } from "./relayJournal.ts";
import { signTransaction } from "./signTransaction.ts";

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
  /** Unix seconds. */
  readonly now: () => number;
}

/**
 * Opens a relayer. Killed at any moment, the next one goes on: the same bytes are sent again as long as their nonce is free,
 * and the Council's contract takes each decision once.
 */
export function openRelayer({ chain, store, account, now }: RelayerOptions): Relayer {
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
    const receipt = await provider.getTransactionReceipt(hash);
    if (receipt !== null) return conclude(relay, receipt);
    if (used <= nonce) return broadcast(raw, hash);
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
    return journal.failed(relay, "The contract refused it when it was mined.");
  }

  /** Whether the chain has it, whoever sent it. */
  async function isDone(relay: Relay): Promise<boolean> {
    const row = await rowOf(relay);
    if (relay.step === "enact") return council.isNonceUsed(row.nonce);
    return (await carriedOut(chain, JSON.parse(row.call))).state === "done";
  }

  async function broadcast(raw: string, hash: string): Promise<void> {
    try {
      await provider.broadcastTransaction(raw);
    } catch (error) {
      // Known already, or mined already: the next look tells. Whatever else it is, it is tried again.
      if ((await provider.getTransaction(hash)) === null) throw fromRevert(error);
    }
  }

  async function send(relay: Relay): Promise<void> {
    const row = await rowOf(relay);
    const decision = decisionOf(row);
    if (await isDone(relay)) return journal.final(relay, { by: "another transaction" });
    if (await isLate(relay, decision)) return journal.failed(relay, relay.problem ?? "Its time is over.");
    const data = relay.step === "enact" ? await enactData(decision, relay.decision) : executeData(JSON.parse(row.call));
    const call = { from: account.address, to: generation.governance.council, data };
    const gas = await provider.estimateGas(call).catch(async (error: unknown) => {
      const reason = fromRevert(error);
      // A node that is away says nothing about the decision; one that is behind may refuse what the others take.
      if (reason.code === "ERR_REVERTED") await journal.refused(relay, reason.message);
      throw reason;
    });
    const nonce = Math.max(
      await provider.getTransactionCount(account.address, "latest"),
      (await journal.highestNonce()) + 1,
    );
    const raw = await signTransaction(account, provider, { ...call, gas, nonce, chainId: chain.chainId });
    const hash = keccak256(raw);
    if (await journal.sign(relay, { nonce, raw, hash })) await broadcast(raw, hash);
  }

  async function isLate(relay: Relay, decision: Decision): Promise<boolean> {
    if (relay.step === "enact") return decision.deadline <= now();
    return (await carriedOut(chain, JSON.parse((await rowOf(relay)).call))).state === "lapsed";
  }

  async function enactData(decision: Decision, id: string): Promise<string> {
    const given = await store
      .selectFrom("approvals")
      .select(["member", "signature"])
      .where("decision", "=", id)
      .execute();
    const members = new Set(await council.members());
    // In the contract's order; who is no member any more would spoil the rest.
    const approvals = given
      .filter(({ member }) => members.has(member))
      .sort((one, other) => (BigInt(one.member) < BigInt(other.member) ? -1 : 1));
    return councilInterface.encodeFunctionData("enact", [decision, approvals]);
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

function executeData({ target, data }: Pick<Decision, "target" | "data">): string {
  return councilInterface.encodeFunctionData("execute", [target, data]);
}
