import { ADDRESS, closedObject, HEX } from "../json/formParts.ts";
import { readForm } from "../json/readForm.ts";
import type { Bundle } from "./Bundle.ts";

const LIST = { type: "array", maxItems: 4096, items: HEX } as const;

const BUNDLE = {
  name: "The bundle",
  code: "ERR_BUNDLE",
  // Eight times what a proof over our contracts takes.
  maxLength: 2_000_000,
  schema: closedObject(
    {
      type: { const: "CscssMeBundle" },
      version: { const: 1 },
      presentation: { type: "string" },
      lens: ADDRESS,
      header: { ...HEX, maxLength: 20_000 },
      answer: { ...HEX, maxLength: 20_000 },
      issuerDocument: {},
    },
    { proof: closedObject({ nodes: LIST, codes: LIST }) },
  ),
} as const;

/**
 * Reads a bundle strictly. **Verifies nothing.**
 *
 * @throws ERR_BUNDLE naming the place, for anything that is not exactly a bundle; ERR_JSON if it is not JSON.
 */
export function parseBundle(text: string): Bundle {
  return readForm(text, BUNDLE);
}
