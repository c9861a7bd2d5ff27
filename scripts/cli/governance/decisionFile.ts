import { Validator } from "@cfworker/json-schema";
import { CscssError, parseJsonStrict } from "@cscss-me/sdk";
import type { Proposal } from "@cscss-me/sdk/registry";
import { readTextFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";

/** A proposal on its way through the Council: each member adds an approval, the last one's run sends the decision. */
export interface DecisionFile extends Proposal {
  readonly type: "CscssMeDecision";
  readonly version: 1;
  readonly chainId: number;
}

const HEX = { type: "string", pattern: "^0x[0-9a-f]*$" } as const;
const ADDRESS = { type: "string", pattern: "^0x[0-9a-fA-F]{40}$" } as const;
const closed = (properties: Record<string, object>) => ({
  type: "object" as const,
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

const FILE = new Validator(
  closed({
    type: { const: "CscssMeDecision" },
    version: { const: 1 },
    chainId: { type: "integer" },
    call: closed({ target: ADDRESS, data: HEX }),
    decision: closed({
      target: ADDRESS,
      data: HEX,
      nonce: { type: "string", pattern: "^[0-9]{1,78}$" },
      deadline: { type: "integer" },
    }),
    approvals: { type: "array", maxItems: 32, items: closed({ member: ADDRESS, signature: HEX }) },
  }),
  "2020-12",
);

/** Reads a decision file strictly. @throws ERR_FILE, ERR_JSON */
export function readDecisionFile(file: string): DecisionFile {
  const value = parseJsonStrict(readTextFile(file), { maxLength: 1_000_000 });
  const { valid, errors } = FILE.validate(value);
  if (!valid) {
    const place = errors.at(-1);
    const problem = `${file} is not a decision: wrong at ${place?.instanceLocation}: ${place?.error}`;
    throw new CscssError("ERR_FILE", problem, { details: { file } });
  }
  const found = value as unknown as DecisionFile & { decision: { nonce: string } };
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
