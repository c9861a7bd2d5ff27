import { Validator } from "@cfworker/json-schema";
import { checksumAddress } from "../crypto/checksumAddress.ts";
import { CscssError } from "../errors/CscssError.ts";
import { parseJsonStrict } from "../json/parseJsonStrict.ts";
import type { ClaimFile } from "./ClaimFile.ts";

const ADDRESS = { type: "string", pattern: "^0x[0-9a-fA-F]{40}$" } as const;

const CLAIM_FILE = new Validator(
  {
    type: "object",
    properties: {
      type: { const: "CscssMeClaimFile" },
      version: { const: 1 },
      chainId: { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
      issuer: ADDRESS,
      wallet: ADDRESS,
      recordId: { type: "string", pattern: "^0x[0-9a-f]{32}$" },
      sequence: { type: "integer", minimum: 1, maximum: 255 },
      token: { type: "string", maxLength: 65_536 },
      disclosures: { type: "array", maxItems: 256, items: { type: "string", pattern: "^[A-Za-z0-9_-]+$" } },
    },
    required: ["type", "version", "chainId", "issuer", "wallet", "recordId", "sequence", "disclosures"],
    additionalProperties: false,
  },
  "2020-12",
);

/**
 * Reads a claim file strictly. What it says is checked when a record is opened with it.
 *
 * @param text - JSON of a ClaimFile, at most 1,000,000 characters.
 * @returns the claim file, its addresses in checksum form.
 * @throws ERR_CLAIM_FILE naming the place; ERR_ARGUMENT for an address with a wrong checksum; ERR_JSON.
 * @example
 * parseClaimFile("{}"); // throws ERR_CLAIM_FILE
 */
export function parseClaimFile(text: string): ClaimFile {
  const value = parseJsonStrict(text, { maxLength: 1_000_000 });
  const { valid, errors } = CLAIM_FILE.validate(value);
  if (valid) {
    const file = value as unknown as ClaimFile;
    return { ...file, issuer: checksumAddress(file.issuer), wallet: checksumAddress(file.wallet) };
  }
  const { instanceLocation = "#", error = "unknown" } = errors.at(-1) ?? {};
  throw new CscssError("ERR_CLAIM_FILE", `The claim file is wrong at ${instanceLocation}: ${error}`);
}
