import { z } from "zod";
import { Category } from "./input.ts";

export const RecordSchemas = z.object({
  items: z.array(
    z.object({
      recordType: z.string(),
      credentialType: z.string().describe("The second entry of `type` in a credential."),
      schemaId: z.string().describe("credentialSchema.id in a credential."),
      categories: z.array(Category).readonly().describe("What an issuer of it can be accredited for."),
      schema: z.record(z.string(), z.unknown()).describe("JSON Schema 2020-12 of the claims."),
    }),
  ),
});

export const RequestTemplates = z.object({
  items: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        purpose: z.string().describe("To be completed by whoever asks: the holder reads it."),
        recordTypes: z.array(z.string()).readonly().describe("Records that can answer it."),
        claims: z.array(z.string()).readonly().describe("Hand these to POST /v1/requests."),
      }),
    )
    .readonly(),
});
