import { randomUUID } from "node:crypto";
import type { Chain, Node } from "@cscss-me/sdk";
import { didOf } from "@cscss-me/sdk";
import type { Page } from "@cscss-me/sdk/registry";
import { parseIssuer, readHistory } from "@cscss-me/sdk/registry";
import { ServiceError } from "../errors/ServiceError.ts";
import type { ServiceTables } from "../store/Database.ts";
import type { Store } from "../store/openStore.ts";
import { appendAudit } from "./auditLog.ts";
import type { Signed } from "./members.ts";
import { digestOf, noteMessage, requireMember } from "./members.ts";
import { makeRoom } from "./papersKept.ts";
import { receivePapers } from "./receivePapers.ts";

/** The papers behind an application, as everybody may know of them. Times are Unix seconds. */
export interface Application {
  readonly id: string;
  readonly organization: string;
  /** keccak256 of the papers, as the organization put it on chain. */
  readonly evidence: string;
  readonly mediaType: string;
  readonly received: number;
}

/** What a member noted about an application. */
export interface Note extends Signed {
  readonly id: string;
  readonly text: string;
  readonly written: number;
}

/** For those who review. */
export interface ReviewedApplication extends Application {
  /** Base64; empty when they were forgotten. */
  readonly papers: string;
  readonly notes: readonly Note[];
}

/** Takes the papers of applications, and the Council's notes on them. */
export interface ApplicationService {
  /**
   * Takes papers if an application that waits on chain names their hash: nobody else could have put it there, so that
   * nothing else has to be proven. The same papers again are the same application. They are not read before the chain
   * says that some are waited for.
   *
   * @throws ERR_EVIDENCE, ERR_ISSUER_UNKNOWN, ERR_BODY_SIZE, ERR_TOO_SLOW, ERR_PAPERS_FULL, ERR_NODE_*
   */
  submit(submission: {
    readonly issuer: string;
    readonly mediaType: string;
    readonly papers: AsyncIterable<Uint8Array>;
  }): Promise<{ readonly application: Application; readonly isNew: boolean }>;
  list(page: Page): Promise<{ readonly total: number; readonly items: readonly Application[] }>;
  /** @throws ERR_APPLICATION_UNKNOWN */
  read(id: string): Promise<Application>;
  /** @throws ERR_APPLICATION_UNKNOWN */
  review(id: string): Promise<ReviewedApplication>;
  /** @throws ERR_APPLICATION_UNKNOWN, ERR_NOT_A_MEMBER, ERR_SIGNATURE_WRONG */
  note(id: string, note: Signed & { readonly text: string }): Promise<Note>;
}

const HISTORY = 100;
const COLUMNS = ["id", "organization", "evidence", "media_type", "received"] as const;
type Row = Pick<ServiceTables["applications"], (typeof COLUMNS)[number]>;

/** How much is taken. */
export interface PapersLimits {
  /** Of one application. */
  readonly papersBytes: number;
  /** Of all that are kept. */
  readonly papersTotalBytes: number;
}

/** Keeps applications in the store. @param now - Unix seconds. */
export function applicationService(
  node: Node,
  store: Store,
  now: () => number,
  limits: PapersLimits,
): ApplicationService {
  const { chain } = node;

  /** Without the papers, which are large and for reviewers only. */
  async function find(id: string): Promise<Row> {
    const found = await store.selectFrom("applications").select(COLUMNS).where("id", "=", id).executeTakeFirst();
    if (found !== undefined) return found;
    throw new ServiceError("ERR_APPLICATION_UNKNOWN", "There is no application with this id.");
  }

  return {
    async submit({ issuer, mediaType, papers }) {
      const organization = parseIssuer(chain.chainId, issuer);
      const evidence = await waitingEvidence(node, organization);
      const { bytes, hash } = await receivePapers(papers, limits.papersBytes);
      if (hash !== evidence) {
        const names = `Its application names other papers: their hash is ${evidence}, of these it is ${hash}.`;
        throw new ServiceError("ERR_EVIDENCE", names);
      }
      return store.transaction().execute(async (db) => {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto("applications")
          .values({
            id: randomUUID(),
            organization,
            evidence,
            media_type: mediaType,
            papers: bytes.toString("base64"),
            received: now(),
          })
          .onConflict((conflict) =>
            conflict
              .columns(["organization", "evidence"])
              // Forgotten when it was decided, and now it applied again with the same.
              .doUpdateSet(({ ref }) => ({ papers: ref("excluded.papers"), received: ref("excluded.received") }))
              .where("applications.papers", "=", "")
              .where(({ eb, ref }) => eb(ref("excluded.papers"), "!=", "")),
          )
          .executeTakeFirst();
        const row = await db
          .selectFrom("applications")
          .select(COLUMNS)
          .where("organization", "=", organization)
          .where("evidence", "=", evidence)
          .executeTakeFirstOrThrow();
        const isNew = numInsertedOrUpdatedRows === 1n;
        const { id } = row;
        if (isNew) {
          await makeRoom(db, bytes.length, limits.papersTotalBytes);
          await appendAudit(db, now(), "application_received", { id, organization, evidence });
        }
        return { application: applicationOf(chain, row), isNew };
      });
    },
    async list({ offset, limit }) {
      const { total } = await store
        .selectFrom("applications")
        .select(({ fn }) => fn.countAll<number>().as("total"))
        .executeTakeFirstOrThrow();
      const rows = await store
        .selectFrom("applications")
        .select(COLUMNS)
        .orderBy("received", "desc")
        .orderBy("id")
        .offset(offset)
        .limit(limit)
        .execute();
      return { total, items: rows.map((row) => applicationOf(chain, row)) };
    },
    read: async (id) => applicationOf(chain, await find(id)),
    async review(id) {
      const row = await find(id);
      const { papers } = await store
        .selectFrom("applications")
        .select("papers")
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      const notes = await store
        .selectFrom("notes")
        .select(["id", "member", "text", "signature", "written"])
        .where("application", "=", id)
        .orderBy("written")
        .orderBy("id")
        .execute();
      return { ...applicationOf(chain, row), papers: papers, notes };
    },
    async note(application, { text, ...signed }) {
      await find(application);
      const message = noteMessage(chain, { application, text });
      const member = await requireMember(chain, message, signed);
      const note = { id: `${digestOf(message)}:${member}`, member, text, signature: signed.signature, written: now() };
      await store.transaction().execute(async (db) => {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto("notes")
          .values({ ...note, application })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        // Heard before: somebody sent it again.
        if (numInsertedOrUpdatedRows !== 1n) return;
        await appendAudit(db, now(), "note_written", { ...note, application });
      });
      return note;
    },
  };
}

/** The hash of the papers that the organization's newest entry on chain names. @throws ERR_EVIDENCE unless it has applied. */
async function waitingEvidence(node: Node, organization: string): Promise<string> {
  const { total } = await readHistory(node, organization, { offset: 0, limit: 1 });
  const { items } = await readHistory(node, organization, { offset: Math.max(0, total - HISTORY), limit: HISTORY });
  const newest = items.at(-1);
  if (newest?.status === "applied") return newest.evidence;
  const none = "It has no application that waits. Apply on chain first, naming the hash of the papers.";
  throw new ServiceError("ERR_EVIDENCE", none);
}

function applicationOf({ chainId }: Chain, row: Row): Application {
  const { id, organization, evidence, media_type: mediaType, received } = row;
  return { id, organization: didOf(chainId, organization), evidence, mediaType, received };
}
