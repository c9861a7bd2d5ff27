import type { ReadBlock } from "@cscss-me/sdk/registry";
import type { NodePool, NodeState } from "../nodes/NodePool.ts";
import type { Store } from "../store/openStore.ts";
import type { IndexedIssuers } from "./indexedIssuers.ts";

/** What is counted. */
export const COUNTED = [
  "transactions",
  "organizations",
  "wallets",
  "issued",
  "amended",
  "suspended",
  "reinstated",
  "revoked",
  "refused",
] as const;

/** How many of each. */
export type Counts = Readonly<Record<(typeof COUNTED)[number], number>>;

/** Figures of the network, from the index. */
export interface Statistics {
  /** Absent as long as the index has read nothing. */
  readonly block?: ReadBlock;
  readonly nodes: readonly NodeState[];
  /** Since the beginning. */
  readonly total: Counts;
  /** Oldest first; days on which nothing happened are left out. */
  readonly days: readonly ({ readonly day: string } & Counts)[];
}

/** Counts what happened. */
export interface StatisticsService {
  /** @param days - so many until today. @param organization - only its records; without it, everything. */
  read(question: { readonly days: number; readonly organization?: string | undefined }): Promise<Statistics>;
}

const DAY = 86_400;

/** Reads the counts of days and in all that the indexer keeps; nothing is counted at the time of asking. */
export function statisticsService(
  store: Store,
  index: IndexedIssuers,
  pool: NodePool | undefined,
  now: () => number,
): StatisticsService {
  return {
    async read({ days, organization = "" }) {
      const [block, totals, rows] = await Promise.all([
        index.block(),
        store.selectFrom("totals").select(["kind", "count"]).where("organization", "=", organization).execute(),
        store
          .selectFrom("daily")
          .select(["day", "kind", "count"])
          .where("organization", "=", organization)
          .where("day", ">", Math.floor(now() / DAY) - days)
          .orderBy("day")
          .execute(),
      ]);
      const perDay = Map.groupBy(rows, ({ day }) => day);
      return {
        ...(block === undefined ? {} : { block }),
        nodes: pool?.states() ?? [],
        total: countsOf(totals),
        days: [...perDay].map(([day, ofDay]) => ({ day: dateOf(day), ...countsOf(ofDay) })),
      };
    },
  };
}

function countsOf(rows: readonly { readonly kind: string; readonly count: number }[]): Counts {
  const found = new Map(rows.map(({ kind, count }) => [kind, count]));
  return Object.fromEntries(COUNTED.map((kind) => [kind, found.get(kind) ?? 0])) as Record<keyof Counts, number>;
}

function dateOf(day: number): string {
  return new Date(day * DAY * 1000).toISOString().slice(0, 10);
}
