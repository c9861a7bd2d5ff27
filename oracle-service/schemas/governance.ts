import { ADDRESS } from "@cscss-me/sdk/interim";
import { AUTHORITIES, WITHDRAWAL_REASONS } from "@cscss-me/sdk/registry";
import { z } from "zod";
import { Category, Hash, IssuerName, names } from "./input.ts";

const MAX_TIME = 2 ** 40 - 1;
export const Seconds = z.int().min(0).max(MAX_TIME).describe("Unix seconds.");
export const Address = z.string().regex(new RegExp(ADDRESS.pattern), "must be an address");
export const Signature = z
  .string()
  .regex(/^0x(?:[0-9a-fA-F]{2}){1,2048}$/, "must be a signature in hex")
  .describe("EIP-712, over the typed data; of a contract account, what its isValidSignature takes.");
const Nonce = z.string().regex(/^(?:0|[1-9][0-9]{0,77})$/, "must be a whole number in plain digits");
export const Id = z.uuid();

export const Signed = z.strictObject({ member: Address.describe("A member of the Council."), signature: Signature });

const evidence = Hash.describe("Hash of the papers behind the decision.");
const scope = {
  authority: names(AUTHORITIES),
  categories: z.array(Category).min(1),
  until: Seconds.exactOptional(),
  evidence,
};

/** What the Council can decide. */
const Act = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("admit"), ...scope }),
  z.strictObject({ act: z.literal("change"), ...scope }),
  z.strictObject({ act: z.literal("suspend"), evidence }),
  z.strictObject({ act: z.literal("reinstate"), evidence }),
  z.strictObject({
    act: z.literal("withdraw"),
    reason: names(WITHDRAWAL_REASONS),
    at: Seconds.exactOptional(),
    evidence,
  }),
  z.strictObject({ act: z.literal("markFraud"), since: Seconds, evidence }),
]);

const proposal = { issuer: IssuerName, act: Act, application: Id.optional() };

export const DraftInput = z.strictObject({ ...proposal, deadline: Seconds.describe("Last second to enact it.") });

export const ProposeInput = z.strictObject({
  ...proposal,
  deadline: Seconds,
  nonce: Nonce.describe("Of the draft."),
  approval: Signed.describe("The first member's."),
});

export const DecisionParams = z.strictObject({ decision: Hash });

const Decision = z.object({ target: Address, data: z.string(), nonce: Nonce, deadline: Seconds });

const typedData = z.object({
  domain: z.record(z.string(), z.unknown()),
  types: z.record(z.string(), z.unknown()),
  primaryType: z.string(),
  message: z.record(z.string(), z.unknown()),
});

export const Draft = z.object({
  id: Hash.describe("The decision's id, which is the hash that is signed."),
  decision: Decision,
  delay: z.int().min(0).describe("Seconds between the decision and its taking effect."),
  typedData: typedData.describe("For eth_signTypedData_v4."),
});

export const DecisionReading = z
  .object({
    id: Hash,
    organization: z.string(),
    application: Id.optional(),
    act: Act,
    decision: Decision,
    proposed: Seconds,
    approvals: z.array(Signed).readonly(),
    relays: z
      .array(
        z.object({
          step: z.enum(["enact", "execute"]).describe("execute: carrying out what the decision scheduled."),
          state: z.enum(["waiting", "signed", "mined", "final", "failed"]),
          hash: Hash.optional().describe("Of the transaction."),
          problem: z.string().optional(),
        }),
      )
      .readonly(),
  })
  .meta({ id: "Decision", description: "A decision of the Council, with the signatures collected so far." });

export const DecisionList = z.object({ total: z.int().min(0), items: z.array(DecisionReading).readonly() });

export const AuditQuery = z.strictObject({
  behind: z
    .string()
    .regex(/^(?:0|[1-9][0-9]{0,14})$/, "must be a whole number in plain digits")
    .transform(Number)
    .default(0)
    .describe("The sequence number of the last entry that is known."),
});

export const AuditList = z.object({
  items: z
    .array(
      z.object({
        sequence: z.int(),
        time: Seconds,
        kind: z.string(),
        body: z.string().describe("Canonical JSON."),
        previous: z.string().describe("Hash of the entry before; empty in the first."),
        hash: z.string().describe("SHA-256 of the canonical JSON of the other members."),
      }),
    )
    .readonly(),
});
