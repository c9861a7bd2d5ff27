import { z } from "zod";
import { Address, Id, Seconds, Signature, Signed } from "./governance.ts";
import { Hash, IssuerName } from "./input.ts";

export const ApplicationParams = z.strictObject({ application: Id });

export const SubmitQuery = z.strictObject({ issuer: IssuerName });

export const SubmitHeaders = z.looseObject({
  "content-type": z
    .string()
    .max(100)
    .regex(/^[a-z]+\/[a-z0-9.+-]+$/, "must be a media type such as application/pdf, without parameters"),
});

/** Read by the service itself, as it arrives. */
export const Papers = z.unknown().meta({
  type: "string",
  format: "binary",
  description: "The papers, one file; its keccak256 is the evidence of the application on chain.",
});

const application = {
  id: Id,
  organization: z.string(),
  evidence: Hash,
  mediaType: z.string(),
  received: Seconds,
};

export const Application = z
  .object(application)
  .meta({ id: "Application", description: "Papers that were received for an application on chain." });

export const ApplicationList = z.object({ total: z.int().min(0), items: z.array(Application).readonly() });

const note = { id: z.string(), member: Address, text: z.string(), signature: Signature, written: Seconds };

export const Note = z.object(note).meta({ id: "Note", description: "What a member noted, with its signature." });

export const NoteInput = Signed.extend({ text: z.string().min(1).max(10_000) });

export const Review = z.object({
  ...application,
  papers: z
    .string()
    .describe("Base64; empty once the application was admitted or turned down: then they are forgotten."),
  notes: z.array(Note).readonly(),
});
