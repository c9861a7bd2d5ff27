import { ACCREDITATION_STATUSES, AUTHORITIES, WITHDRAWAL_REASONS } from "@cscss-me/sdk/registry";
import { z } from "zod";
import { Category, Hash, names } from "./input.ts";

const Seconds = z.int().min(0).describe("Unix seconds.");

export const Block = z
  .object({ number: z.int().min(0), hash: Hash, time: Seconds })
  .meta({ id: "Block", description: "The block everything in the answer was read at." });

const Standing = z
  .object({
    status: names(ACCREDITATION_STATUSES),
    authority: names(AUTHORITIES).describe("direct: issues to holders enrolled with it; cross: to any."),
    categories: z.array(Category).readonly(),
    reason: names(WITHDRAWAL_REASONS).optional().describe("Why it ended, or will at `until`."),
    from: Seconds,
    until: Seconds.optional().describe("Last second of validity."),
  })
  .meta({ id: "Standing", description: "Where an organization stands, or stood, in a stretch of time." });

const Interval = Standing.extend({
  evidence: Hash.describe("Hash of the papers behind the decision."),
}).meta({ id: "Interval", description: "One entry of an organization's history." });

const Issuer = z
  .object({
    did: z.string(),
    address: z.string(),
    number: z.int().min(1).describe("The registry counts organizations in the order they first applied."),
    name: z.string().describe("What the organization calls itself."),
    country: z.string().describe("Two letters, as the organization states them."),
    standing: Standing,
    firstAccredited: Seconds.optional(),
    fraudSince: Seconds.optional().describe("What it issued or amended from then on is void."),
  })
  .meta({ id: "Issuer", description: "An organization, as the registry has it." });

export const IssuerReading = z.object({
  issuer: Issuer,
  at: z
    .object({ time: Seconds, accreditation: Interval.optional() })
    .optional()
    .describe("What held at the time asked about; without accreditation if it had not applied by then."),
  block: Block,
});

export const IssuerList = z.object({
  total: z.int().min(0),
  items: z.array(Issuer).readonly(),
  block: Block,
});

export const History = z.object({
  did: z.string(),
  total: z.int().min(0),
  items: z.array(Interval).readonly(),
  block: Block,
});

export const Authorization = z.object({
  authorized: z.boolean(),
  reason: z.object({
    code: z
      .string()
      .regex(/^ERR_[A-Z_]+$/)
      .optional()
      .describe("There whenever the answer is no."),
    message: z.string(),
  }),
  did: z.string(),
  category: Category,
  time: Seconds.describe("The time the answer is about."),
  standing: Standing.optional().describe("Where the organization stood then; absent if it had not applied."),
  block: Block,
});
