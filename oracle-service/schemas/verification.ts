import { CHECK_IDS } from "@cscss-me/sdk/verify";
import { z } from "zod";
import { Problem } from "./problem.ts";
import { Block } from "./registry.ts";

const Nonce = z.string().regex(/^[A-Za-z0-9_-]{22,128}$/, "must be 22 to 128 characters of base64url");
const Audience = z.string().min(1).max(200);
const HOUR = 3_600;

/** What a verifier wants to ask a holder. */
export const RequestInput = z.strictObject({
  audience: Audience.refine(
    (text) => text !== "any",
    'must name somebody; "any" is for standing presentations',
  ).describe("Who asks: a name, domain or DID. The answer is good for this audience only."),
  purpose: z.string().min(1).max(500).describe("What the answer is for, in words the holder reads."),
  claims: z.array(z.string().min(1).max(200)).min(1).max(100).describe("Names of the claims wanted, each once."),
  validFor: z
    .int()
    .min(60)
    .max(HOUR)
    .default(900)
    .describe("Seconds the request waits for its answer, an hour at most."),
});

/** The request, to be handed to the holder as it is. */
export const PresentationRequest = z
  .object({
    type: z.literal("CscssMeRequest"),
    audience: z.string(),
    nonce: Nonce,
    purpose: z.string(),
    claims: z.array(z.string()).readonly(),
    expires: z.int().describe("Unix seconds."),
  })
  .meta({ id: "PresentationRequest", description: "What a verifier asks a holder for." });

const Expected = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("answer"), nonce: Nonce.describe("Of a request made here.") }),
  z.strictObject({
    kind: z.literal("standing"),
    audience: Audience.optional().describe("Who verifies; without it only what was released for anybody is taken."),
  }),
]);

export const VerifyInput = z.strictObject({
  presentation: z.string().min(1).describe("token~disclosure~…~keyBinding, exactly as the holder sent it."),
  expected: Expected.describe("The request it answers, or that it is a standing presentation."),
});

const MOST_ITEMS = 100;

export const VerifyManyInput = z.strictObject({
  items: z.array(VerifyInput).min(1).max(MOST_ITEMS).describe(`What to verify, ${MOST_ITEMS} at most.`),
});

const Check = z
  .object({
    id: z.enum(CHECK_IDS),
    outcome: z.enum(["passed", "failed", "notCheckable", "skipped"]),
    code: z.string().optional().describe("There whenever it failed or could not be made."),
    message: z.string(),
    evidence: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: "Check", description: "One check of a verification." });

export const Verification = z
  .object({
    verdict: z.enum(["valid", "invalid", "notCheckable"]),
    reason: Check.optional().describe("The first check that failed, or else the first that could not be made."),
    checks: z.array(Check).length(CHECK_IDS.length).readonly().describe("All of them, always, in the same order."),
    credential: z.object({ id: z.string(), recordType: z.string(), validFrom: z.int() }).optional(),
    disclosed: z.record(z.string(), z.unknown()).describe("Believe these only if the verdict is valid."),
    missing: z.array(z.string()).readonly().describe("Claims that were asked for and not disclosed."),
    issuer: z.object({ did: z.string(), name: z.string(), country: z.string() }).optional(),
    holder: z.object({ did: z.string() }).optional(),
    block: Block.optional().describe("Absent if the chain was not read."),
  })
  .meta({ id: "Verification", description: "One verdict, and every check behind it." });

export const VerifyManyLine = z
  .union([
    z.object({ index: z.int().min(0), verification: Verification }),
    z.object({ index: z.int().min(0), problem: Problem }),
  ])
  .meta({ id: "VerifyManyLine", description: "One line: what came of the item with this index, counted from 0." });
