import type { CategoryName } from "../../sdk/credential/recordTypes.ts";
import type { Node } from "../../sdk/network/Node.ts";
import type { IssuerList } from "../../sdk/registry/listIssuers.ts";
import { listIssuers } from "../../sdk/registry/listIssuers.ts";
import type { Page } from "../../sdk/registry/Page.ts";
import { parseIssuer } from "../../sdk/registry/parseIssuer.ts";
import type { Authorization } from "../../sdk/registry/readAuthorization.ts";
import { readAuthorization } from "../../sdk/registry/readAuthorization.ts";
import type { HistoryReading } from "../../sdk/registry/readHistory.ts";
import { readHistory } from "../../sdk/registry/readHistory.ts";
import type { IssuerReading } from "../../sdk/registry/readIssuer.ts";
import { readIssuer } from "../../sdk/registry/readIssuer.ts";
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
