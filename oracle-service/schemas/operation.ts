import { z } from "zod";
import { ALERT_KINDS } from "../services/alerts.ts";
import { COUNTED } from "../services/statistics.ts";
import { IssuerName } from "./input.ts";
import { Block } from "./registry.ts";

const Seconds = z.int().min(0).describe("Unix seconds.");

const counts = Object.fromEntries(COUNTED.map((kind) => [kind, z.int().min(0)])) as Record<
  (typeof COUNTED)[number],
  z.ZodInt
>;

const MOST_DAYS = 366;

export const StatisticsQuery = z.strictObject({
  days: z
    .string()
    .regex(/^[1-9][0-9]{0,3}$/, "must be a whole number from 1, in plain digits")
    .transform(Number)
    .refine((days) => days <= MOST_DAYS, `must be ${MOST_DAYS} at most`)
    .default(30)
    .describe("How many days until today."),
  issuer: IssuerName.optional().describe("Only what this organization did; without it, everything."),
});

export const Statistics = z.object({
  block: Block.optional().describe("How far the index goes; absent as long as it has read nothing."),
  nodes: z
    .array(
      z.object({
        name: z.string(),
        head: z.int().optional().describe("The newest block it has shown."),
        problem: z.object({ code: z.string(), message: z.string() }).optional().describe("Why it is not believed."),
      }),
    )
    .readonly(),
  total: z.object(counts),
  days: z.array(z.object({ day: z.iso.date(), ...counts })).readonly(),
});

export const AlertsQuery = z.strictObject({
  open: z.enum(["true", "false"]).optional().describe("Only those that still hold, or only those that are over."),
});

export const Alerts = z.object({
  items: z
    .array(
      z.object({
        kind: z.enum(ALERT_KINDS),
        subject: z.string(),
        message: z.string(),
        first: Seconds,
        last: Seconds,
        count: z.int().min(1),
        open: z.boolean(),
      }),
    )
    .readonly(),
});
