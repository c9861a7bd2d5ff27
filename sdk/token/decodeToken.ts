import { decodeBase64url } from "../bytes/base64url.ts";
import { decodeUtf8 } from "../bytes/utf8.ts";
import { signatureProblem } from "../crypto/signatureProblem.ts";
import { CscssError } from "../errors/CscssError.ts";
import { isJsonObject } from "../json/isJsonObject.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import { parseJsonStrict } from "../json/parseJsonStrict.ts";

/** Tokens may have this many characters at most. */
const MAX_TOKEN_LENGTH = 65_536;
const MAX_KID_LENGTH = 512;

/** The two kinds of token there are: a credential, and a key binding. */
export type TokenType = "JWT" | "kb+jwt";

/** The header of a token. A credential always names its key. */
export interface TokenHeader {
  readonly alg: "ES256K";
  readonly typ: TokenType;
  readonly kid?: string;
}

/** A token taken apart. Nothing in it was verified. */
export interface DecodedToken {
  readonly header: TokenHeader;
  readonly payload: JsonObject;
  /** 64 bytes: r, then s; both in range and s low. */
  readonly signature: Uint8Array;
  /** What was signed: the ASCII text `header.payload`. */
  readonly signingInput: string;
  /** The JSON text of the header as it was sent. */
  readonly protectedText: string;
  /** The JSON text of the payload as it was sent. */
  readonly payloadText: string;
}

/**
 * Takes a compact JWS apart, strictly, before any library sees it. **Verifies nothing.**
 *
 * The header is an allow-list of alg, typ and kid: libraries act on other parameters in ways nobody here asked for.
 *
 * @param type - the kind of token expected here; another is refused.
 * @throws ERR_TOKEN_SIZE over 65,536 characters.
 * @throws ERR_TOKEN_FORMAT for anything but three base64url parts that hold strict JSON objects.
 * @throws ERR_TOKEN_HEADER for an alg, typ or kid that is not the expected one, or any other header parameter.
 * @throws ERR_TOKEN_SIGNATURE for a signature of another length, out of range or with a high S.
 */
export function decodeToken(token: string, type: TokenType): DecodedToken {
  if (typeof token !== "string") throw refuseFormat("is not a string: JSON serialisations are not accepted");
  if (token.length > MAX_TOKEN_LENGTH) {
    throw new CscssError(
      "ERR_TOKEN_SIZE",
      `The token has ${token.length} characters; ${MAX_TOKEN_LENGTH} are allowed.`,
      {
        details: { length: token.length, limit: MAX_TOKEN_LENGTH },
      },
    );
  }
  const [headerPart, payloadPart, signaturePart, ...more] = token.split(".");
  if (!headerPart || !payloadPart || signaturePart === undefined || more.length > 0) {
    throw refuseFormat("is not header.payload.signature");
  }
  const { text: protectedText, object: header } = decodePart(headerPart, "header");
  const { text: payloadText, object: payload } = decodePart(payloadPart, "payload");
  return {
    header: requireHeader(header, type),
    payload,
    signature: requireSignature(signaturePart),
    signingInput: `${headerPart}.${payloadPart}`,
    protectedText,
    payloadText,
  };
}

function decodePart(part: string, where: "header" | "payload"): { text: string; object: JsonObject } {
  try {
    const text = decodeUtf8(decodeBase64url(part));
    const object = parseJsonStrict(text);
    if (isJsonObject(object)) return { text, object };
  } catch (cause) {
    throw refuseFormat(`has a broken ${where}: ${cause instanceof Error ? cause.message : cause}`, cause);
  }
  throw refuseFormat(`has a ${where} that is not a JSON object`);
}

function requireHeader(header: JsonObject, type: TokenType): TokenHeader {
  const stranger = Object.keys(header).find((name) => !["alg", "typ", "kid"].includes(name));
  if (stranger !== undefined)
    throw refuseHeader(`has the parameter "${stranger}"; only alg, typ and kid may be there`, stranger);
  const { alg, typ, kid } = header;
  if (alg !== "ES256K") throw refuseHeader("must say alg ES256K", "alg");
  if (typ !== type) throw refuseHeader(`must say typ ${type}`, "typ");
  if (kid === undefined && type === "kb+jwt") return { alg, typ: type };
  if (typeof kid !== "string" || kid === "" || kid.length > MAX_KID_LENGTH) {
    throw refuseHeader(`must name its key in kid, with at most ${MAX_KID_LENGTH} characters`, "kid");
  }
  return { alg, typ: type, kid };
}

function requireSignature(part: string): Uint8Array {
  let signature: Uint8Array;
  try {
    signature = decodeBase64url(part);
  } catch (cause) {
    throw refuseFormat("has a signature that is not base64url", cause);
  }
  const problem = signatureProblem(signature);
  if (problem !== undefined) {
    throw new CscssError(
      "ERR_TOKEN_SIGNATURE",
      "The token's signature is not 64 bytes with r and s in range and s low.",
      {
        details: { problem },
      },
    );
  }
  return signature;
}

function refuseFormat(problem: string, cause?: unknown): CscssError {
  return new CscssError("ERR_TOKEN_FORMAT", `The token ${problem}.`, { cause });
}

function refuseHeader(problem: string, parameter: string): CscssError {
  return new CscssError("ERR_TOKEN_HEADER", `The token's header ${problem}.`, { details: { parameter } });
}
