import type { JsonValue } from "@cscss-me/sdk";
import type { RawTransactions, SentTransaction, TransactionJournal } from "@cscss-me/sdk/contracts";
import { keccak256 } from "ethers";
import type { Transaction } from "kysely";
import type { Database, ServiceTables } from "../store/Database.ts";
import type { Store } from "../store/openStore.ts";
import type { AuditKind } from "./auditLog.ts";
import { appendAudit } from "./auditLog.ts";

/** What is sent for a decision: the decision itself, and what it scheduled once the delay is over. */
export type RelayStep = "enact" | "execute";

/**
 * waiting: to be signed; signed: its bytes are written down and may have been sent; mined: in a block that may still be
 * replaced; final: done, by us or by somebody else; failed: will never be done.
 */
export type RelayState = "waiting" | "signed" | "mined" | "final" | "failed";

/** An entry of the journal. */
export type Relay = Omit<ServiceTables["relays"], "step" | "state"> & {
  readonly step: RelayStep;
  readonly state: RelayState;
};

/** A relay whose transaction was signed. */
export interface SentRelay extends SentTransaction {
  readonly relay: Relay;
  readonly raw: string;
}

/** The journal of what is sent. A transaction is written down before any node sees it; times are milliseconds of Unix. */
export interface RelayJournal extends TransactionJournal<Relay, SentRelay> {
  /** Once for each decision and step, however often it is asked. */
  add(decision: string, step: RelayStep, notBefore: number): Promise<void>;
  /** In the order they were added, those with a nonce first and by it. */
  inState(...states: readonly RelayState[]): Promise<readonly Relay[]>;
  /** `details` says how it came about: by which of its transactions, or by another one. */
  final(
    relay: Relay,
    details: { readonly hash: string; readonly block: number } | { readonly by: string },
  ): Promise<void>;
  failed(relay: Relay, problem: string): Promise<void>;
  /** The chain refuses it now, or it costs too much; it goes on waiting. */
  refused(relay: Relay, problem: string): Promise<void>;
  /** It was mined and did nothing, for the so-manieth time; it has to be signed anew. */
  reverted(relay: Relay, problem: string, times: number): Promise<void>;
  /** Its nonce was used by another transaction; it has to be signed anew. */
  replaced(relay: Relay): Promise<void>;
}

const HASH_LENGTH = 66;

/** What was sent for a relay; nothing for one that waits. */
function sentFor(relay: Relay): SentRelay[] {
  const { hash, nonce, raw, signed, earlier } = relay;
  if (hash === null || nonce === null || raw === null) return [];
  const hashes = listOf(earlier).map((one) => (one.length === HASH_LENGTH ? one : keccak256(one)));
  return [{ relay, raw, hashes: [...hashes.reverse(), hash], nonce, waitsSince: (signed ?? 0) * 1000 }];
}

/** Cheaper transactions of a relay, the dearest first, or their hashes alone where the bytes were not kept. */
function listOf(earlier: string | null): string[] {
  return JSON.parse(earlier ?? "[]");
}

const UNSIGNED = {
  state: "waiting",
  nonce: null,
  raw: null,
  hash: null,
  block_hash: null,
  signed: null,
  earlier: null,
} as const;

/**
 * Takes up a decision that was given up: another member agreed, so that the account that spoilt it may not be needed.
 *
 * @param time - Unix seconds.
 */
export async function reopen(db: Transaction<Database>, decision: string, time: number): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable("relays")
    .set({ ...UNSIGNED, problem: null, reverted: 0 })
    .where("decision", "=", decision)
    .where("step", "=", "enact")
    .where("state", "=", "failed")
    .executeTakeFirst();
  if (numUpdatedRows === 1n) await appendAudit(db, time, "relay_reopened", { decision, step: "enact" });
}

/** Keeps the journal in the store. @param now - Unix seconds. */
export function relayJournal(store: Store, now: () => number): RelayJournal {
  /** Changes a relay if it is still as it was read, with the entry of the audit log. */
  async function change(
    relay: Relay,
    values: Partial<Omit<Relay, "id" | "decision" | "step" | "not_before">>,
    audit?: { readonly kind: AuditKind; readonly body: Readonly<Record<string, JsonValue>> },
  ): Promise<boolean> {
    return store.transaction().execute(async (db) => {
      const { numUpdatedRows } = await db
        .updateTable("relays")
        .set(values)
        .where("id", "=", relay.id)
        .where("state", "=", relay.state)
        .where("hash", relay.hash === null ? "is" : "=", relay.hash)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) return false;
      const { decision, step } = relay;
      if (audit !== undefined) await appendAudit(db, now(), audit.kind, { decision, step, ...audit.body });
      return true;
    });
  }

  async function inState(...states: readonly RelayState[]): Promise<readonly Relay[]> {
    const rows = await store.selectFrom("relays").selectAll().where("state", "in", states).orderBy("id").execute();
    const order = ({ nonce }: { readonly nonce: number | null }) => nonce ?? Number.MAX_SAFE_INTEGER;
    return (rows as Relay[]).sort((one, other) => order(one) - order(other));
  }

  return {
    inState,
    async add(decision, step, notBefore) {
      const row = { id: `${decision}:${step}`, decision, step, not_before: notBefore };
      await store
        .insertInto("relays")
        .values({ ...row, ...UNSIGNED, problem: null, reverted: 0 })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async highestNonce() {
      const { highest } = await store
        .selectFrom("relays")
        .select(({ fn }) => fn.max<number | null>("nonce").as("highest"))
        .executeTakeFirstOrThrow();
      return highest ?? -1;
    },
    async open() {
      return (await inState("signed", "mined")).flatMap(sentFor);
    },
    bytesOf: ({ relay, raw }): RawTransactions => {
      return [raw, ...listOf(relay.earlier).filter((one) => one.length !== HASH_LENGTH)];
    },
    async signed(relay, { nonce, raw, hash }) {
      // Should another process take it right now, the store refuses ours, and it is tried again.
      const taken = await store.selectFrom("relays").select("id").where("nonce", "=", nonce).executeTakeFirst();
      if (taken !== undefined) return undefined;
      const values = { state: "signed", nonce, raw, hash, signed: now(), problem: null } as const;
      if (!(await change(relay, values, { kind: "relay_signed", body: { hash, nonce } }))) return undefined;
      return sentFor({ ...relay, ...values })[0];
    },
    async raised({ relay, hashes }, { raw, hash }) {
      const audit = { kind: "relay_raised", body: { hash, nonce: relay.nonce, earlier: hashes.toReversed() } } as const;
      const earlier = JSON.stringify([relay.raw ?? relay.hash, ...listOf(relay.earlier)]);
      const values = { raw, hash, signed: now(), earlier, problem: null };
      return (await change(relay, values, audit)) ? sentFor({ ...relay, ...values })[0] : undefined;
    },
    async mined({ relay }, blockHash) {
      if (relay.state === "mined" && relay.block_hash === blockHash) return;
      await change(relay, { state: "mined", block_hash: blockHash, problem: null });
    },
    async final(relay, details) {
      const hash = "hash" in details ? details.hash : relay.hash;
      await change(relay, { state: "final", hash, problem: null }, { kind: "relay_final", body: { ...details } });
    },
    async failed(relay, problem) {
      await change(relay, { state: "failed", problem }, { kind: "relay_failed", body: { problem } });
    },
    async refused(relay, problem) {
      if (relay.problem !== problem) await change(relay, { problem });
    },
    async replaced(relay) {
      await change(relay, UNSIGNED, { kind: "relay_replaced", body: { hash: relay.hash ?? "" } });
    },
    async reverted(relay, problem, times) {
      const values = { ...UNSIGNED, problem, reverted: times };
      await change(relay, values, { kind: "relay_reverted", body: { hash: relay.hash ?? "", problem } });
    },
  };
}
