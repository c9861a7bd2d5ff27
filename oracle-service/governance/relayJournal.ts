import type { JsonValue } from "../../sdk/json/JsonValue.ts";
import type { ServiceTables } from "../store/Database.ts";
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

/** A transaction whose bytes are known. */
export interface SignedTransaction {
  readonly nonce: number;
  readonly raw: string;
  readonly hash: string;
}

/** The journal of what is sent. A transaction is written down before any node sees it. */
export interface RelayJournal {
  /** Once for each decision and step, however often it is asked. */
  add(decision: string, step: RelayStep, notBefore: number): Promise<void>;
  /** In the order they were added, those with a nonce first and by it. */
  inState(...states: readonly RelayState[]): Promise<readonly Relay[]>;
  /** The highest nonce that was ever signed; -1 for none. */
  highestNonce(): Promise<number>;
  /** @returns false if another process was faster with this relay, or with this nonce. */
  sign(relay: Relay, transaction: SignedTransaction): Promise<boolean>;
  mined(relay: Relay, blockHash: string): Promise<void>;
  /** `details` says how it came about. */
  final(relay: Relay, details: Readonly<Record<string, JsonValue>>): Promise<void>;
  failed(relay: Relay, problem: string): Promise<void>;
  /** The chain refuses it now; it goes on waiting. */
  refused(relay: Relay, problem: string): Promise<void>;
  /** Its nonce was used by another transaction; it has to be signed anew. */
  replaced(relay: Relay): Promise<void>;
}

/** Keeps the journal in the store. @param now - Unix seconds. */
export function relayJournal(store: Store, now: () => number): RelayJournal {
  /** Changes a relay if it is still as it was read, with the entry of the audit log. */
  async function change(
    relay: Relay,
    values: Partial<Pick<Relay, "state" | "nonce" | "raw" | "hash" | "block_hash" | "problem">>,
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

  return {
    async add(decision, step, notBefore) {
      const row = { id: `${decision}:${step}`, decision, step, state: "waiting", not_before: notBefore };
      await store
        .insertInto("relays")
        .values({ ...row, nonce: null, raw: null, hash: null, block_hash: null, problem: null })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async inState(...states) {
      const rows = await store.selectFrom("relays").selectAll().where("state", "in", states).orderBy("id").execute();
      const order = ({ nonce }: { readonly nonce: number | null }) => nonce ?? Number.MAX_SAFE_INTEGER;
      return (rows as Relay[]).sort((one, other) => order(one) - order(other));
    },
    async highestNonce() {
      const { highest } = await store
        .selectFrom("relays")
        .select(({ fn }) => fn.max<number | null>("nonce").as("highest"))
        .executeTakeFirstOrThrow();
      return highest ?? -1;
    },
    async sign(relay, { nonce, raw, hash }) {
      // Should another process take it right now, the store refuses ours, and it is tried again.
      const taken = await store.selectFrom("relays").select("id").where("nonce", "=", nonce).executeTakeFirst();
      if (taken !== undefined) return false;
      const audit = { kind: "relay_signed", body: { hash, nonce } } as const;
      return change(relay, { state: "signed", nonce, raw, hash, problem: null }, audit);
    },
    async mined(relay, blockHash) {
      await change(relay, { state: "mined", block_hash: blockHash });
    },
    async final(relay, details) {
      await change(relay, { state: "final" }, { kind: "relay_final", body: details });
    },
    async failed(relay, problem) {
      await change(relay, { state: "failed", problem }, { kind: "relay_failed", body: { problem } });
    },
    async refused(relay, problem) {
      if (relay.problem !== problem) await change(relay, { problem });
    },
    async replaced(relay) {
      const values = { state: "waiting", nonce: null, raw: null, hash: null, block_hash: null } as const;
      await change(relay, values, { kind: "relay_replaced", body: { hash: relay.hash ?? "" } });
    },
  };
}
