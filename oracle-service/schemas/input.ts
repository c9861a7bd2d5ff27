import { CATEGORIES } from "@cscss-me/sdk";
import { BYTES32 } from "@cscss-me/sdk/interim";
import { z } from "zod";

const MAX_TIME = 2 ** 40 - 1;
const MOST_ITEMS = 100;

/** The names of a table of the SDK, as an enum. */
export const names = <Name extends string>(table: Readonly<Record<Name, number>>) =>
  z.enum(Object.keys(table) as [Name, ...Name[]]);

export const Hash = z.string().regex(new RegExp(BYTES32.pattern), "must be 0x and 64 lower-case hex digits");

/** The name of a category. */
export const Category = names(CATEGORIES);

/** A DID or an address; what exactly is left to the SDK, which says what is wrong with it. */
export const IssuerName = z
  .string()
  .min(1)
  .max(100)
  .describe("The organization: did:ethr:<chain id in lower-case hex>:<address>, or the address alone.");

const UnixTime = z
  .string()
  .regex(/^(?:0|[1-9][0-9]{0,12})$/, "must be Unix seconds in plain digits")
  .transform(Number);

const IsoTime = z.iso
  .datetime({
    offset: true,
    precision: 0,
    error: "must be a time with its zone and without fractions: 2026-11-02T08:00:00Z",
  })
  .transform((text) => Date.parse(text) / 1000);

/** A point in time. A day alone is refused: accreditation begins and ends at a second, and a guess could be wrong. */
export const Time = z
  .union([UnixTime, IsoTime], {
    error: "must be Unix seconds, or a time with its zone such as 2026-11-02T08:00:00Z (write + as %2B)",
  })
  .refine((time) => time >= 0 && time <= MAX_TIME, "must lie between 1970 and the year 36812")
  .describe("The time asked about: Unix seconds, or RFC 3339 with its zone. Without it, now.");

const count = (most: number) =>
  z
    .string()
    .regex(/^(?:0|[1-9][0-9]{0,8})$/, "must be a whole number in plain digits")
    .transform(Number)
    .refine((value) => value <= most, `must be ${most} at most`);

/** Which part of a list. */
export const Paging = z.strictObject({
  offset: count(999_999_999).default(0).describe("How many entries to pass over."),
  limit: count(MOST_ITEMS)
    .refine((value) => value >= 1, "must be 1 at least")
    .default(50)
    .describe(`How many to give, ${MOST_ITEMS} at most.`),
});
