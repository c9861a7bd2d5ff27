import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { EbsiAttribute, EbsiAttributes, EbsiIssuer, EbsiIssuers, EbsiPaging, EbsiVersion } from "../schemas/ebsi.ts";
import { problems } from "../schemas/problem.ts";
import type { EbsiPage, EbsiService, EbsiPaging as Paging } from "../services/ebsi.ts";

const BASE = "/trusted-issuers-registry/v5/issuers";
const MOST_ATTRIBUTES = 50;

const tags = ["ebsi"];
const did = z.string().min(1).max(100).describe("did:ethr:<chain id in lower-case hex>:<address>");
const params = z.strictObject({ did });
const attributeParams = z.strictObject({ did, attribute: z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hex digits") });

const list = {
  summary: "The issuers, as EBSI's Trusted Issuers Registry v5 lists them",
  tags,
  querystring: EbsiPaging,
  response: { 200: EbsiIssuers, ...problems(400) },
};
const one = {
  summary: "One issuer, as EBSI's Trusted Issuers Registry v5 shows it",
  tags,
  params,
  querystring: EbsiVersion,
  response: { 200: EbsiIssuer, ...problems(400, 404) },
};
const attributes = {
  summary: "An issuer's attributes: one for each entry of its history, oldest first",
  tags,
  params,
  querystring: EbsiPaging,
  response: { 200: EbsiAttributes, ...problems(400, 404) },
};
const attribute = {
  summary: "One attribute of an issuer",
  tags,
  params: attributeParams,
  response: { 200: EbsiAttribute, ...problems(400, 404) },
};

/** GET /trusted-issuers-registry/v5/issuers… @param origin - put before links; what clients send is not believed. */
export function ebsiRoutes(ebsi: EbsiService, origin: string): FastifyPluginAsyncZod {
  const href = (...parts: readonly string[]) => `${origin}${[BASE, ...parts].join("/")}`;
  return async (app) => {
    app.get(BASE, { schema: list }, async ({ query }) => {
      const paging = pagingOf(query);
      const page = await ebsi.issuers(paging);
      return listOf(page, paging, href(), (issuer) => ({ did: issuer, href: href(issuer) }));
    });
    app.get(`${BASE}/:did`, { schema: one }, async ({ params, query }) => {
      const { items, total } = await ebsi.attributes(params.did, { after: 1, size: MOST_ATTRIBUTES });
      if (query.version === "deprecated") return { did: params.did, attributes: items };
      return { did: params.did, attributes: href(params.did, "attributes"), hasAttributes: total > 0 };
    });
    app.get(`${BASE}/:did/attributes`, { schema: attributes }, async ({ params, query }) => {
      const paging = pagingOf(query);
      const page = await ebsi.attributes(params.did, paging);
      const self = href(params.did, "attributes");
      return listOf(page, paging, self, ({ hash }) => ({ id: hash, href: `${self}/${hash}` }));
    });
    app.get(`${BASE}/:did/attributes/:attribute`, { schema: attribute }, async ({ params }) => ({
      did: params.did,
      attribute: await ebsi.attribute(params.did, params.attribute),
    }));
  };
}

function pagingOf(query: { readonly "page[after]": number; readonly "page[size]": number }): Paging {
  return { after: query["page[after]"], size: query["page[size]"] };
}

function listOf<Found, Item>(page: EbsiPage<Found>, { after, size }: Paging, self: string, show: (one: Found) => Item) {
  const last = Math.max(1, Math.ceil(page.total / size));
  const link = (number: number) => `${self}?page[after]=${number}&page[size]=${size}`;
  return {
    self: link(after),
    items: page.items.map(show),
    total: page.total,
    pageSize: size,
    links: {
      first: link(1),
      prev: link(Math.max(1, Math.min(after - 1, last))),
      next: link(Math.min(after + 1, last)),
      last: link(last),
    },
  };
}
