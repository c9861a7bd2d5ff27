import type { PageConfig } from "../chain/PageConfig.ts";
import type { Series } from "../views/plot.ts";
import { askService } from "./askService.ts";

/** The figures a service can have. */
const FIGURES = ["transactions", "organizations", "wallets", "records"] as const;

/** What a service with an indexer knows over time; parts are absent where there is no such service. */
export interface Monitoring {
  readonly figures?: readonly { readonly name: (typeof FIGURES)[number]; readonly points: Series["points"] }[];
  readonly alerts?: readonly Alert[];
}

/** Something the service found worth a look. Words are the service's own. */
export interface Alert {
  readonly message: string;
  /** Unix seconds. */
  readonly since?: number;
}

interface Stats {
  readonly days: readonly ({ readonly time: number } & Readonly<Partial<Record<(typeof FIGURES)[number], number>>>)[];
}

/**
 * Asks the service for its figures and alerts, as far as it says it has them.
 *
 * @throws ServiceProblem if it has them but fails.
 */
export async function readMonitoring({ service }: PageConfig): Promise<Monitoring> {
  if (!service) return {};
  const { paths } = await askService<{ readonly paths: object }>("openapi.json");
  const ask = async <Answer>(path: string) =>
    Object.hasOwn(paths, `/${path}`) ? await askService<Answer>(path) : undefined;
  const [stats, alerts] = await Promise.all([
    ask<Stats>("v1/stats"),
    ask<{ readonly items: readonly Alert[] }>("v1/alerts"),
  ]);
  return { ...(stats && { figures: figuresIn(stats) }), ...(alerts && { alerts: alerts.items }) };
}

function figuresIn({ days }: Stats) {
  return FIGURES.map((name) => ({ name, points: days.map((day) => ({ time: day.time, value: day[name] ?? 0 })) }));
}
