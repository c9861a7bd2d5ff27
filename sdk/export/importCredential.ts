import type { DecodedCredential } from "../credential/decodeCredential.ts";
import { decodeCredential } from "../credential/decodeCredential.ts";
import { resolveDisclosures } from "../disclosure/resolveDisclosures.ts";
import { splitPresentation } from "../disclosure/splitPresentation.ts";
import { CscssError } from "../errors/CscssError.ts";
import { canonicalJson } from "../json/canonicalJson.ts";
import { closedObject, DISCLOSURES, SECONDS } from "../json/formParts.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import { readForm } from "../json/readForm.ts";
import type { HeldCredential } from "../presentation/HeldCredential.ts";

/** A credential that was read from a file. Its parts fit together; **nothing was verified**. */
export interface ImportedCredential extends HeldCredential {
  readonly credential: DecodedCredential;
  /** The claims of which the file has the disclosures. */
  readonly claims: JsonObject;
}

const PLAIN = {
  name: "The file",
  code: "ERR_IMPORT",
  maxLength: 1_000_000,
  schema: closedObject(
    {
      type: { const: "CscssMeCredential" },
      version: { const: 1 },
      recordType: { type: "string" },
      issuer: { type: "string" },
      holder: { type: "string" },
      validFrom: SECONDS,
      claims: { type: "object" },
      token: { type: "string" },
      disclosures: DISCLOSURES,
    },
    { validUntil: SECONDS },
  ),
  // It holds the claims of a person.
  secret: true,
} as const;

/**
 * Reads back what exportVcJwt, exportSdJwt or exportClaims wrote, strictly. Every disclosure must match a digest of the
 * token, and what plain JSON says must be what its token says. **Whether its issuer signed it, and whether it still
 * holds, is for a verifier.**
 *
 * @param text - the JSON, or `token~disclosure~…~`, or the compact JWT alone.
 * @returns the credential with those claims whose disclosures the text has.
 * @throws ERR_IMPORT for any other text, a presentation to somebody, or plain JSON that was changed; ERR_JSON;
 * ERR_TOKEN_*, ERR_CREDENTIAL, ERR_DID, ERR_RECORD_TYPE, ERR_DISCLOSURE_*, ERR_DIGESTS for what it holds.
 * @example
 * importCredential(exportSdJwt(record).content).claims; // the same as record.claims
 */
export function importCredential(text: string): ImportedCredential {
  const trimmed = text.trim();
  if (trimmed.startsWith("{")) return fromPlain(trimmed);
  if (!trimmed.includes("~")) return fromParts({ token: trimmed, disclosures: [] });
  const { token, disclosures, keyBinding } = splitPresentation(trimmed);
  if (keyBinding !== undefined) {
    throw refuse("is a presentation that its holder made for somebody, not an export");
  }
  return fromParts({ token, disclosures });
}

function fromPlain(text: string): ImportedCredential {
  const plain = readForm(text, PLAIN);
  const imported = fromParts({ token: plain.token, disclosures: plain.disclosures });
  const { credential, claims } = imported;
  const beside = [plain.recordType, plain.issuer, plain.holder, plain.validFrom, plain.validUntil];
  const signed = [credential.recordType, credential.issuer.did, credential.holder.did, credential.validFrom];
  if (![...signed, credential.validUntil].every((member, index) => member === beside[index])) {
    throw refuse("contradicts the token in it about the credential");
  }
  if (canonicalJson(plain.claims) !== canonicalJson(claims)) {
    throw refuse("shows other claims than the token in it: a claim was changed, added or taken away");
  }
  return imported;
}

function fromParts({ token, disclosures }: HeldCredential): ImportedCredential {
  const credential = decodeCredential(token);
  const { claims, problems } = resolveDisclosures(credential.token.payload, disclosures);
  const [problem] = problems;
  if (problem !== undefined) throw new CscssError(problem.code, `${problem.message} Use the file as it was exported.`);
  return { token, disclosures, credential, claims };
}

function refuse(problem: string): CscssError {
  return new CscssError("ERR_IMPORT", `The file ${problem}.`, { details: { problem } });
}
