import { boundText } from "../presentation/keyBinding.ts";
import type { OpenedRecord } from "../wallet/openRecords.ts";
import type { Exported } from "./Exported.ts";

/**
 * A record as an SD-JWT (RFC 9901) with all its disclosures and no key binding: for keeping, or for another wallet.
 * **Whoever has it can read every claim, but cannot present it as the holder.** Never throws.
 *
 * @returns `token~disclosure~…~`.
 * @example
 * exportSdJwt(record).content; // "eyJ0eXAi…~WyI…~WyI…~"
 */
export function exportSdJwt(record: OpenedRecord): Exported<string> {
  return {
    mediaType: "application/sd-jwt",
    content: boundText(record.token, record.disclosures),
    signed: true,
    mapped: Object.keys(record.claims).map((claim) => ({ claim, to: `credentialSubject.${claim}` })),
    unmapped: [],
  };
}
