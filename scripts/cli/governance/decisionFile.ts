import { Validator } from "@cfworker/json-schema";
import { CscssError, parseJsonStrict } from "@cscss-me/sdk";
import type { Approval, Decision } from "@cscss-me/sdk/registry";
import { readTextFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";

/** A decision on its way through the Council: each member adds an approval, the last one's run sends it. */
export interface DecisionFile {
  readonly type: "CscssMeDecision";
  readonly version: 1;
  readonly chainId: number;
  /** What the decision is about in the end; the decision itself may only schedule it. */
  readonly call: { readonly target: string; readonly data: string };
  readonly decision: Decision;
  readonly approvals: readonly Approval[];
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
    const problem = `${file} is no decision: wrong at ${place?.instanceLocation}: ${place?.error}`;
    throw new CscssError("ERR_FILE", problem, { details: { file } });
  }
  const found = value as unknown as DecisionFile & { decision: { nonce: string } };
  return { ...found, decision: { ...found.decision, nonce: BigInt(found.decision.nonce) } };
}

/** Writes it, over its own earlier state only. */
export function writeDecisionFile(file: string, content: DecisionFile, options: { readonly replace: boolean }): void {
  const { decision } = content;
  const plain = { ...content, decision: { ...decision, nonce: decision.nonce.toString() } };
  writeFileSafely(file, `${JSON.stringify(plain, null, 2)}\n`, { ...options, mode: 0o644 });
}
