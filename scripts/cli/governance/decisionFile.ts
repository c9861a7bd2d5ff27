import { ADDRESS, closedObject, readForm } from "@cscss-me/sdk/interim";
import type { Proposal } from "@cscss-me/sdk/registry";
import { readTextFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";

/** A proposal on its way through the Council: each member adds an approval, the last one's run sends the decision. */
export interface DecisionFile extends Proposal {
  readonly type: "CscssMeDecision";
  readonly version: 1;
  readonly chainId: number;
}

const HEX = { type: "string", pattern: "^0x[0-9a-f]*$", description: "0x and hex digits, lower case" } as const;
const DECISION_FILE = {
  name: "The decision",
  code: "ERR_FILE",
  maxLength: 1_000_000,
  schema: closedObject({
    type: { const: "CscssMeDecision" },
    version: { const: 1 },
    chainId: { type: "integer" },
    call: closedObject({ target: ADDRESS, data: HEX }),
    decision: closedObject({
      target: ADDRESS,
      data: HEX,
      nonce: { type: "string", pattern: "^[0-9]{1,78}$", description: "a number in decimal digits" },
      deadline: { type: "integer" },
    }),
    approvals: { type: "array", maxItems: 32, items: closedObject({ member: ADDRESS, signature: HEX }) },
  }),
} as const;

/** Reads a decision file strictly. @throws ERR_FILE, ERR_JSON */
export function readDecisionFile(file: string): DecisionFile {
  const found = readForm(readTextFile(file), DECISION_FILE, { file });
  return { ...found, decision: { ...found.decision, nonce: BigInt(found.decision.nonce) } };
}

/** Writes it, over its own earlier state only. */
export function writeDecisionFile(
  file: string,
  chainId: number,
  { call, decision, approvals }: Proposal,
  options: { readonly replace: boolean },
): void {
  const plain = { ...decision, nonce: decision.nonce.toString() };
  const content = { type: "CscssMeDecision", version: 1, chainId, call, decision: plain, approvals };
  writeFileSafely(file, `${JSON.stringify(content, null, 2)}\n`, { ...options, mode: 0o644 });
}
