import { CscssError } from "../errors/CscssError.ts";

const MAX_LENGTH = 262_144;
const MAX_DISCLOSURES = 256;

/** The parts of a presentation, as text. Nothing in it was verified. */
export interface SplitPresentation {
  /** The credential: everything before the first tilde. */
  readonly token: string;
  /** The encoded disclosures, in the order they came. */
  readonly disclosures: readonly string[];
  /** The key-binding JWT after the last tilde; absent if the text ends with the tilde. */
  readonly keyBinding?: string;
}

/**
 * Splits `token~disclosure~…~[keyBinding]` (RFC 9901, section 4). **Verifies nothing.**
 *
 * @returns its parts as text.
 * @throws ERR_DISCLOSURE_FORMAT for more than 262,144 characters or 256 disclosures, an empty part, a character that
 * belongs in none of the parts, or a text after the last tilde that is no JWT: then the tilde itself is missing.
 * @source RFC 9901, section 4.
 * @example
 * splitPresentation("a.b.c~WyJ4~"); // { token: "a.b.c", disclosures: ["WyJ4"] }
 */
export function splitPresentation(text: string): SplitPresentation {
  if (typeof text !== "string") throw refuse("is not a string: JSON serialisations are not accepted");
  if (text.length > MAX_LENGTH) throw refuse(`has more than ${MAX_LENGTH} characters`);
  const parts = text.split("~");
  const token = parts.shift() ?? "";
  const last = parts.pop();
  if (last === undefined) throw refuse("has no ~ after its token");
  if (parts.length > MAX_DISCLOSURES) throw refuse(`has more than ${MAX_DISCLOSURES} disclosures`);
  if (!isJwt(token)) throw refuse("does not begin with a compact JWT");
  if (!parts.every((part) => /^[\w-]+$/.test(part))) throw refuse("has a disclosure that is empty or not base64url");
  if (last === "") return { token, disclosures: parts };
  if (!isJwt(last)) throw refuse("does not end with ~ or with a key-binding JWT");
  return { token, disclosures: parts, keyBinding: last };
}

function isJwt(text: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text);
}

function refuse(problem: string): CscssError {
  return new CscssError("ERR_DISCLOSURE_FORMAT", `The presentation ${problem}.`, { details: { problem } });
}
