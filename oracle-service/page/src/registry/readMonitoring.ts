import type { PageConfig } from "../chain/PageConfig.ts";
import { askService } from "./askService.ts";

/** What services count. */
export const FIGURES = [
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

type Counts = Readonly<Record<(typeof FIGURES)[number], number>>;

/** One figure of the network: since the beginning, and by day. */
export interface Figure {
  readonly name: (typeof FIGURES)[number];
  readonly total: number;
  /** Unix seconds of each day's beginning, without gaps, oldest first. */
  readonly days: readonly { readonly time: number; readonly count: number }[];
}

/** A node the service reads from. */
interface NodeState {
  readonly name: string;
  readonly head?: number;
  readonly problem?: { readonly code: string; readonly message: string };
}

/** Something the service found worth a look. Words are the service's own, times Unix seconds. */
interface Alert {
  readonly message: string;
  readonly first: number;
  readonly last: number;
  readonly open: boolean;
}

/** What a service with an indexer knows; parts are absent where there is no such service. */
export interface Monitoring {
  readonly figures?: readonly Figure[];
  readonly nodes?: readonly NodeState[];
  readonly alerts?: readonly Alert[];
}

/** Papers the service received for an application on chain. */
export interface Application {
  /** The organization's DID or address, as the service names it. */
  readonly organization: string;
  /** Hash of the papers. */
  readonly evidence: string;
  /** Unix seconds. */
  readonly received: number;
}

interface Stats {
  readonly block?: { readonly time: number };
  readonly nodes: readonly NodeState[];
  readonly total: Counts;
  /** Days on which nothing happened are left out. */
  readonly days: readonly ({ readonly day: string } & Counts)[];
}

const DAYS = 90;
const DAY = 86_400;

/**
 * Asks the service for its figures and alerts, as far as it says it has them.
 *
 * @throws ServiceProblem if it has them but fails.
 */
export async function readMonitoring({ service }: PageConfig): Promise<Monitoring> {
  if (!service) return {};
  const [stats, alerts] = await Promise.all([
    askIfThere<Stats>("/v1/stats", `days=${DAYS}`),
    askIfThere<{ readonly items: readonly Alert[] }>("/v1/alerts", "open=true"),
  ]);
  return {
    ...(stats && { figures: FIGURES.map((name) => figureIn(stats, name)), nodes: stats.nodes }),
    ...(alerts && { alerts: alerts.items }),
  };
}

/** The newest papers the service received; undefined where it takes none. @throws ServiceProblem */
export async function readApplications({ service }: PageConfig): Promise<readonly Application[] | undefined> {
  if (!service) return undefined;
  const found = await askIfThere<{ readonly items: readonly Application[] }>("/v1/applications", "limit=100");
  return found?.items;
}

/** Asks only what the service's own description says it answers: it may be older than this page. */
async function askIfThere<Answer>(path: string, query: string): Promise<Answer | undefined> {
  const { paths } = await askService<{ readonly paths: object }>("openapi.json");
  return Object.hasOwn(paths, path) ? askService<Answer>(`${path.slice(1)}?${query}`) : undefined;
}

/** One figure of the service's statistics, with the days that were left out. */
export function figureIn({ block, total, days }: Omit<Stats, "nodes">, name: Figure["name"]): Figure {
  const counts = new Map(days.map((one) => [Date.parse(one.day) / 1000, one[name]]));
  const first = Math.min(...counts.keys());
  const last = Math.max(...counts.keys(), Math.floor((block?.time ?? 0) / DAY) * DAY);
  const filled = counts.size === 0 ? [] : Array.from({ length: (last - first) / DAY + 1 }, (_, at) => first + at * DAY);
  return { name, total: total[name], days: filled.map((time) => ({ time, count: counts.get(time) ?? 0 })) };
}
