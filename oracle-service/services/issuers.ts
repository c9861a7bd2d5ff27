import type { CategoryName } from "../../sdk/credential/recordTypes.ts";
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
import type { Node } from "../../sdk/verify/Node.ts";

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

/** Answers straight from the chain, each answer from one block. */
export function issuerService(node: Node, now: () => number): IssuerService {
  const { chainId } = node.chain;
  return {
    authorization: async ({ issuer, category, at }) => {
      const organization = parseIssuer(chainId, issuer);
      return readAuthorization(node, { organization, category, time: at, now: now() });
    },
    read: async (issuer, at) => readIssuer(node, parseIssuer(chainId, issuer), { time: at, now: now() }),
    history: async (issuer, page) => readHistory(node, parseIssuer(chainId, issuer), page),
    list: (page) => listIssuers(node, page),
  };
}
