import type { ServiceTables } from "../store/Database.ts";
import type { Store } from "../store/openStore.ts";

/** What somebody who runs the service should look at. */
export const ALERT_KINDS = ["node", "index", "suspended_issuer", "flood", "job"] as const;

/** The kinds of alert. */
export type AlertKind = (typeof ALERT_KINDS)[number];

/** An alert as it is told. Times are Unix seconds. */
export interface Alert {
  readonly kind: AlertKind;
  /** What it is about: a node's name, an organization, a job. */
  readonly subject: string;
  readonly message: string;
  readonly first: number;
  readonly last: number;
  /** How often it was seen. */
  readonly count: number;
  /** Whether it still is so. */
  readonly open: boolean;
}

/** Remembers what went wrong, once for each thing, however often it is seen. */
export interface Alerts {
  raise(kind: AlertKind, subject: string, message: string): Promise<void>;
  /** It is over; what was stays on record. */
  settle(kind: AlertKind, subject: string): Promise<void>;
  /** The newest first. */
  list(options: { readonly open?: boolean | undefined; readonly limit: number }): Promise<readonly Alert[]>;
  openCount(): Promise<number>;
}

/** Keeps alerts in the store. @param now - Unix seconds. */
export function storedAlerts(store: Store, now: () => number): Alerts {
  return {
    async raise(kind, subject, message) {
      const time = now();
      await store
        .insertInto("alerts")
        .values({ kind, subject, message, first: time, last: time, count: 1, open: 1 })
        .onConflict((conflict) =>
          conflict.columns(["kind", "subject"]).doUpdateSet(({ ref, eb }) => ({
            message,
            last: time,
            open: 1,
            count: eb(ref("alerts.count"), "+", 1),
          })),
        )
        .execute();
    },
    async settle(kind, subject) {
      await store
        .updateTable("alerts")
        .set({ open: 0 })
        .where("kind", "=", kind)
        .where("subject", "=", subject)
        .where("open", "=", 1)
        .execute();
    },
    async list({ open, limit }) {
      let query = store.selectFrom("alerts").selectAll().orderBy("last", "desc").orderBy("kind").orderBy("subject");
      if (open !== undefined) query = query.where("open", "=", open ? 1 : 0);
      return (await query.limit(limit).execute()).map(describe);
    },
    async openCount() {
      const { count } = await store
        .selectFrom("alerts")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where("open", "=", 1)
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}

function describe(row: ServiceTables["alerts"]): Alert {
  return { ...row, kind: row.kind as AlertKind, open: row.open === 1 };
}
