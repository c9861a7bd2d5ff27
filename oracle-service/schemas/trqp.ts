import { z } from "zod";

const Text = z.string().min(1).max(200);

/** The protocol allows Z only. */
const TrqpTime = z.iso
  .datetime({ precision: 0, error: "must be a time in UTC, like 2026-11-02T08:00:00Z" })
  .describe("The time asked about; now unless told.");

const Context = z.looseObject({ time: TrqpTime.optional() });

export const TrqpQuery = z.strictObject({
  entity_id: Text.describe("DID or address of the organization."),
  authority_id: Text.describe("DID of the registry, or of the Council that decides for it."),
  action: Text.describe("issue (authorization), recognize (recognition)"),
  resource: Text.describe("A category, such as higher_education."),
  context: Context.optional(),
});

const answer = {
  entity_id: z.string(),
  authority_id: z.string(),
  action: z.string(),
  resource: z.string(),
  time_requested: z.string().optional(),
  time_evaluated: z.string().describe("The time the answer is about."),
  message: z.string(),
  context: Context.optional(),
};

export const TrqpAuthorization = z.object({ ...answer, authorized: z.boolean() });

export const TrqpRecognition = z.object({ ...answer, recognized: z.boolean() });
