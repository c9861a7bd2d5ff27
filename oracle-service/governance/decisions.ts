import { randomBytes } from "node:crypto";
import type { Chain } from "@cscss-me/sdk";
import { didOf } from "@cscss-me/sdk";
import type { AccreditationAct, Decision, Page } from "@cscss-me/sdk/registry";
import { accreditationCall, councilDelay, makeDecision, parseIssuer, scheduleCall } from "@cscss-me/sdk/registry";
import { ServiceError } from "../errors/ServiceError.ts";
import type { ServiceTables } from "../store/Database.ts";
import type { Store } from "../store/openStore.ts";
import { checkApproval, keepApproval } from "./approvals.ts";
import { appendAudit } from "./auditLog.ts";
import type { Signed, TypedMessage } from "./members.ts";
import { decisionMessage, digestOf } from "./members.ts";

/** What is to be decided. */
export interface Proposal {
  readonly issuer: string;
  readonly act: AccreditationAct;
  /** The application it answers, if any. */
  readonly application?: string | undefined;
}

/** What members sign, made from the proposal alone: no bytes that a client chose. */
export interface Draft {
  readonly decision: Decision;
  /** Its hash, which is also the decision's id. */
  readonly id: string;
  readonly typedData: TypedMessage;
  /** Seconds between the decision and its taking effect. */
  readonly delay: number;
}

/** A decision on its way. Times are Unix seconds. */
export interface DecisionReading {
  readonly id: string;
  readonly organization: string;
  readonly application?: string;
  readonly act: AccreditationAct;
  readonly decision: Decision;
  readonly proposed: number;
  readonly approvals: readonly Signed[];
  /** What the service sent to the chain for it. */
  readonly relays: readonly {
    readonly step: string;
    readonly state: string;
    readonly hash?: string;
    readonly problem?: string;
  }[];
}

/** Collects the Council's signatures. */
export interface DecisionService {
  /** Keeps nothing. @throws ERR_DECISION if the Council has no right to it. */
  draft(
    proposal: Proposal,
    options: { readonly deadline: number; readonly nonce?: bigint | undefined },
  ): Promise<Draft>;
  /**
   * Takes a decision with its first signature; the same again changes nothing.
   *
   * @throws ERR_DECISION, ERR_NOT_A_MEMBER, ERR_SIGNATURE_WRONG, ERR_APPLICATION_UNKNOWN
   */
  propose(
    proposal: Proposal,
    options: { readonly deadline: number; readonly nonce: bigint },
    first: Signed,
  ): Promise<DecisionReading>;
  /** @throws ERR_DECISION_UNKNOWN, ERR_DECISION, ERR_NOT_A_MEMBER, ERR_SIGNATURE_WRONG */
  approve(id: string, signed: Signed): Promise<DecisionReading>;
  /** @throws ERR_DECISION_UNKNOWN */
  read(id: string): Promise<DecisionReading>;
  list(page: Page): Promise<{ readonly total: number; readonly items: readonly DecisionReading[] }>;
}

type Row = ServiceTables["decisions"];

/** Keeps decisions in the store. @param now - Unix seconds. */
export function decisionService(chain: Chain, store: Store, now: () => number): DecisionService {
  async function draft({ issuer, act }: Proposal, options: { deadline: number; nonce?: bigint | undefined }) {
    if (options.deadline <= now()) throw new ServiceError("ERR_DECISION", "Its deadline is over.");
    const call = accreditationCall(chain, parseIssuer(chain.chainId, issuer), act);
    const delay = await councilDelay(chain, call);
    if (delay === undefined) throw new ServiceError("ERR_DECISION", "The Council has no right to this.");
    const direct = delay === 0 ? call : scheduleCall(chain, call);
    const made = makeDecision(direct, { deadline: options.deadline, random: randomBytes });
    const decision = options.nonce === undefined ? made : { ...made, nonce: options.nonce };
    const typedData = decisionMessage(chain, decision);
    return { call, decision, id: digestOf(typedData), typedData, delay };
  }

  async function find(id: string): Promise<Row> {
    const found = await store.selectFrom("decisions").selectAll().where("id", "=", id).executeTakeFirst();
    if (found !== undefined) return found;
    throw new ServiceError("ERR_DECISION_UNKNOWN", "There is no decision with this id.");
  }

  async function readings(rows: readonly Row[]): Promise<DecisionReading[]> {
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    const approvals = await store
      .selectFrom("approvals")
      .selectAll()
      .where("decision", "in", ids)
      .orderBy("member")
      .execute();
    const relays = await store.selectFrom("relays").selectAll().where("decision", "in", ids).orderBy("id").execute();
    return rows.map((row) => ({
      id: row.id,
      organization: didOf(chain.chainId, row.organization),
      ...(row.application === null ? {} : { application: row.application }),
      act: JSON.parse(row.act) as AccreditationAct,
      decision: decisionOf(row),
      proposed: row.proposed,
      approvals: approvals
        .filter(({ decision }) => decision === row.id)
        .map(({ member, signature }) => ({ member, signature })),
      relays: relays
        .filter(({ decision }) => decision === row.id)
        .map(({ step, state, hash, problem }) => ({
          step,
          state,
          ...(hash === null ? {} : { hash }),
          ...(problem === null ? {} : { problem }),
        })),
    }));
  }

  async function read(id: string): Promise<DecisionReading> {
    const [reading] = await readings([await find(id)]);
    return reading as DecisionReading;
  }

  return {
    read,
    async draft(proposal, options) {
      const { call: _, ...made } = await draft(proposal, options);
      return made;
    },
    async propose(proposal, options, first) {
      const { call, decision, id } = await draft(proposal, options);
      const organization = parseIssuer(chain.chainId, proposal.issuer);
      const { application = null, act } = proposal;
      const given = await checkApproval(chain, store, decision, first);
      const row = {
        id,
        application,
        organization,
        act: JSON.stringify(act),
        call: JSON.stringify(call),
        target: decision.target,
        data: decision.data,
        nonce: decision.nonce.toString(),
        deadline: decision.deadline,
        proposed: now(),
      };
      await store.transaction().execute(async (db) => {
        if (application !== null) {
          const known = await db
            .selectFrom("applications")
            .select("organization")
            .where("id", "=", application)
            .executeTakeFirst();
          if (known?.organization !== organization) {
            throw new ServiceError("ERR_APPLICATION_UNKNOWN", "The organization has no application with this id.");
          }
        }
        const { numInsertedOrUpdatedRows } = await db
          .insertInto("decisions")
          .values(row)
          .onConflict((conflict) => conflict.column("id").doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows === 1n) {
          const { call: __, data: ___, ...told } = row;
          await appendAudit(db, now(), "decision_proposed", { ...told, by: given.member });
        }
        await keepApproval(db, id, given, now());
      });
      return read(id);
    },
    async approve(id, signed) {
      const row = await find(id);
      if (row.deadline <= now()) throw new ServiceError("ERR_DECISION", "Its deadline is over.");
      const given = await checkApproval(chain, store, decisionOf(row), signed);
      await store.transaction().execute((db) => keepApproval(db, id, given, now()));
      return read(id);
    },
    async list({ offset, limit }) {
      const { total } = await store
        .selectFrom("decisions")
        .select(({ fn }) => fn.countAll<number>().as("total"))
        .executeTakeFirstOrThrow();
      const rows = await store
        .selectFrom("decisions")
        .selectAll()
        .orderBy("proposed", "desc")
        .orderBy("id")
        .offset(offset)
        .limit(limit)
        .execute();
      return { total, items: await readings(rows) };
    },
  };
}

/** The decision a row holds. */
export function decisionOf({ target, data, nonce, deadline }: Row): Decision {
  return { target, data, nonce: BigInt(nonce), deadline };
}
