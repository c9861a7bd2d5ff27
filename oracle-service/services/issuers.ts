import type { CategoryName, Node } from "@cscss-me/sdk";
import type { Authorization, HistoryReading, IssuerList, IssuerReading, Page } from "@cscss-me/sdk/registry";
import { listIssuers, parseIssuer, readAuthorization, readHistory, readIssuer } from "@cscss-me/sdk/registry";
import type { IndexedIssuers } from "./indexedIssuers.ts";

/** What the registry says about organizations. They are named by DID or address; times are Unix seconds. */
export interface IssuerService {
  authorization(question: {
    readonly issuer: string;
    readonly category: CategoryName;
    readonly at?: number | undefined;
  }): Promise<Authorization>;
  read(issuer: string, at?: number): Promise<IssuerReading>;
  history(issuer: string, page: Page): Promise<HistoryReading>;
  list(page: Page): Promise<IssuerList>;
}

/**
 * Answers, each from one block. Questions about one organization go to the chain; lists and histories to the index, as
 * soon as it has read anything.
 */
export function issuerService(node: Node, index: IndexedIssuers, now: () => number): IssuerService {
  const { chainId } = node.chain;
  return {
    authorization: async ({ issuer, category, at }) => {
      const organization = parseIssuer(chainId, issuer);
      return readAuthorization(node, { organization, category, time: at, now: now() });
    },
    read: async (issuer, at) => readIssuer(node, parseIssuer(chainId, issuer), { time: at, now: now() }),
    async history(issuer, page) {
      const organization = parseIssuer(chainId, issuer);
      return (await index.history(organization, page)) ?? readHistory(node, organization, page);
    },
    list: async (page) => (await index.list(page)) ?? listIssuers(node, page),
  };
}
