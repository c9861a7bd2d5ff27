import type { Schema } from "@cfworker/json-schema";
import { Validator } from "@cfworker/json-schema";
import { CscssError } from "../errors/CscssError.ts";
import { parseJsonStrict } from "../json/parseJsonStrict.ts";
import type { Bundle } from "./Bundle.ts";

/** Eight times what a proof over our contracts takes. */
const MAX_LENGTH = 2_000_000;
const HEX: Schema = { type: "string", pattern: "^0x(?:[0-9a-f]{2})*$" };
const LIST: Schema = { type: "array", maxItems: 4096, items: HEX };

const closed = (properties: Record<string, Schema>, optional: Record<string, Schema> = {}): Schema => ({
  type: "object",
  properties: { ...properties, ...optional },
  required: Object.keys(properties),
  additionalProperties: false,
});

const BUNDLE = new Validator(
  closed(
    {
      type: { const: "CscssMeBundle" },
      version: { const: 1 },
      presentation: { type: "string" },
      lens: { type: "string", pattern: "^0x[0-9a-fA-F]{40}$" },
      header: { ...HEX, maxLength: 20_000 },
      answer: { ...HEX, maxLength: 20_000 },
      issuerDocument: {},
    },
    { proof: closed({ nodes: LIST, codes: LIST }) },
  ),
  "2020-12",
);

/**
 * Reads a bundle strictly. **Verifies nothing.**
 *
 * @throws ERR_BUNDLE naming the place, for anything that is not exactly a bundle; ERR_JSON if it is not JSON.
 */
export function parseBundle(text: string): Bundle {
  const value = parseJsonStrict(text, { maxLength: MAX_LENGTH });
  const { valid, errors } = BUNDLE.validate(value);
  if (!valid) {
    const { instanceLocation = "#", error = "unknown" } = errors.at(-1) ?? {};
    throw new CscssError("ERR_BUNDLE", `The bundle is wrong at ${instanceLocation}: ${error}`, { details: { errors } });
  }
  return value as unknown as Bundle;
}
