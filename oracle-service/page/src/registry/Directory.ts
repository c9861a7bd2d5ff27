import { nowInSeconds } from "@cscss-me/sdk";
import type { HistoryReading, IssuerList, IssuerReading } from "@cscss-me/sdk/registry";
import { listIssuers, readHistory, readIssuer } from "@cscss-me/sdk/registry";
import type { Place } from "../chain/openPlace.ts";
import { askService } from "./askService.ts";

/** Entries of one answer, as the service allows. */
const PAGE = 100;
/** More are not loaded into a page; the service's own search is there for them. */
const MOST_LISTED = 2_000;

/** Who may issue what, from the service where there is one, else from the chain. */
export interface Directory {
  readonly source: "service" | "chain";
  list(): Promise<IssuerList>;
  issuer(address: string): Promise<IssuerReading>;
  history(address: string): Promise<HistoryReading>;
}

/** Opens the directory. @throws what its reads throw: CscssError from the chain, ServiceProblem from the service. */
export function openDirectory({ config, node }: Place): Directory {
  const now = nowInSeconds;
  if (!config.service) {
    return {
      source: "chain",
      list: () => allPages((offset) => listIssuers(node, { offset, limit: PAGE })),
      issuer: (address) => readIssuer(node, address, { now: now() }),
      history: (address) => allPages((offset) => readHistory(node, address, { offset, limit: PAGE })),
    };
  }
  const page = (offset: number) => `offset=${offset}&limit=${PAGE}`;
  return {
    source: "service",
    list: () => allPages((offset) => askService<IssuerList>(`v1/issuers?${page(offset)}`)),
    issuer: (address) => askService<IssuerReading>(`v1/issuers/${encodeURIComponent(address)}`),
    history: (address) =>
      allPages((offset) =>
        askService<HistoryReading>(`v1/issuers/${encodeURIComponent(address)}/history?${page(offset)}`),
      ),
  };
}

/** Puts the pages of a list together; `total` tells how many there are, be they listed or not. */
async function allPages<Item, Answer extends { readonly items: readonly Item[]; readonly total: number }>(
  read: (offset: number) => Promise<Answer>,
): Promise<Answer> {
  let answer = await read(0);
  const items = [...answer.items];
  while (items.length < Math.min(answer.total, MOST_LISTED)) {
    answer = await read(items.length);
    if (answer.items.length === 0) break;
    items.push(...answer.items);
  }
  return { ...answer, items };
}
