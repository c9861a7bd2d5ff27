import { z } from "zod";

const count = (most: number, otherwise: number) =>
  z
    .string()
    .regex(/^[1-9][0-9]{0,6}$/, "must be a whole number from 1, in plain digits")
    .transform(Number)
    .refine((value) => value <= most, `must be ${most} at most`)
    .default(otherwise);

export const EbsiPaging = z.strictObject({
  "page[after]": count(9_999_999, 1).describe("Which page; the first is 1."),
  "page[size]": count(50, 10).describe("Entries a page, 50 at most."),
});

export const EbsiVersion = z.strictObject({
  version: z.enum(["latest", "deprecated"]).default("latest").describe("deprecated: with the attributes themselves."),
});

const list = <Item extends z.ZodType>(item: Item) =>
  z.object({
    self: z.string(),
    items: z.array(item).readonly(),
    total: z.int().min(0),
    pageSize: z.int().min(1),
    links: z.object({ first: z.string(), prev: z.string(), next: z.string(), last: z.string() }),
  });

export const EbsiIssuers = list(z.object({ did: z.string(), href: z.string() }));

export const EbsiAttributes = list(z.object({ id: z.string(), href: z.string() }));

const Attribute = z
  .object({
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe("SHA-256 of the decoded body."),
    body: z.string().describe("Base64 of a JSON statement of type CscssMeAccreditation."),
    issuerType: z.enum(["RootTAO", "TAO", "TI", "Revoked", "Undefined"]),
    tao: z.string(),
    rootTao: z.string(),
  })
  .meta({ id: "EbsiAttribute", description: "One entry of an issuer's history, as EBSI shows an attribute." });

export const EbsiAttribute = z.object({ did: z.string(), attribute: Attribute });

export const EbsiIssuer = z.union([
  z.object({ did: z.string(), attributes: z.string(), hasAttributes: z.boolean() }),
  z.object({ did: z.string(), attributes: z.array(Attribute).readonly() }),
]);
