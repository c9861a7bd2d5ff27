import type { ErrorCode } from "../errors/errorCodes.ts";
import { isJsonObject } from "../json/isJsonObject.ts";
import type { JsonObject, JsonValue } from "../json/JsonValue.ts";
import type { Disclosure } from "./Disclosure.ts";
import { decodeDisclosure } from "./decodeDisclosure.ts";
import { holdsDigestMark } from "./holdsDigestMark.ts";
import { isReservedClaim } from "./isReservedClaim.ts";

/** One thing that is wrong with the disclosures or with the digests they must match. */
export interface DisclosureProblem {
  readonly code: Extract<ErrorCode, "ERR_DIGESTS" | `ERR_DISCLOSURE_${string}`>;
  readonly message: string;
  /** Which disclosure, counted from 0 as they were passed; absent if it is about the token. */
  readonly index?: number;
}

/** The claims a token and its disclosures amount to. */
export interface ResolvedDisclosures {
  /**
   * Everything in credentialSubject that is visible, and what was disclosed. With any problem: the visible claims
   * alone.
   */
  readonly claims: JsonObject;
  /** The names of the disclosed claims, in the order of the disclosures. Empty with any problem. */
  readonly disclosed: readonly string[];
  /** The disclosures taken apart, in their order. Empty with any problem. */
  readonly disclosures: readonly Disclosure[];
  /** Empty if every disclosure matches exactly one digest and overwrites nothing. */
  readonly problems: readonly DisclosureProblem[];
}

/**
 * Joins the disclosures to the claims of a token's payload, strictly. Libraries drop a disclosure that fits nowhere;
 * here it is a problem, because somebody put it there. Never throws for what it is given to judge.
 *
 * @param payload - the payload of a token as decodeToken gives it.
 * @param disclosures - the encoded disclosures of splitPresentation, or what decodeDisclosure made of them.
 */
export function resolveDisclosures(
  payload: JsonObject,
  disclosures: readonly (string | Disclosure)[],
): ResolvedDisclosures {
  const { rest, visible, digests } = takeDigests(payload);
  const problems = findDigestProblems(payload, digests);
  if (holdsDigestMark(rest)) problems.push(digestProblem("_sd, _sd_alg or ... stand where they must not."));
  const referenced = new Set(Array.isArray(digests) ? digests : []);
  const claims = { ...visible };
  const taken: Disclosure[] = [];
  const seen = new Set<string>();
  for (const [index, given] of disclosures.entries()) {
    const result = judge(given, { seen, referenced, claims });
    seen.add(typeof given === "string" ? given : given.encoded);
    if ("code" in result) {
      problems.push({ ...result, index });
    } else {
      claims[result.name] = result.value;
      taken.push(result);
    }
  }
  if (problems.length > 0) return { claims: visible, disclosed: [], disclosures: [], problems };
  return { claims, disclosed: taken.map(({ name }) => name), disclosures: taken, problems };
}

function judge(
  given: string | Disclosure,
  known: { seen: Set<string>; referenced: Set<JsonValue>; claims: JsonObject },
): Disclosure | DisclosureProblem {
  let disclosure: Disclosure;
  try {
    disclosure = typeof given === "string" ? decodeDisclosure(given) : given;
  } catch (error) {
    return { code: "ERR_DISCLOSURE_FORMAT", message: error instanceof Error ? error.message : String(error) };
  }
  const { encoded, digest, name } = disclosure;
  if (known.seen.has(encoded)) return { code: "ERR_DISCLOSURE_DUPLICATE", message: `"${name}" is disclosed twice.` };
  if (!known.referenced.has(digest)) {
    return {
      code: "ERR_DISCLOSURE_UNREFERENCED",
      message: `The disclosure of "${name}" matches no digest of the token.`,
    };
  }
  if (isReservedClaim(name) || Object.hasOwn(known.claims, name)) {
    return { code: "ERR_DISCLOSURE_OVERWRITES", message: `The disclosure of "${name}" would overwrite a claim.` };
  }
  return disclosure;
}

/**
 * Parts the payload into the digests, which stand in one place only, and what is left without them.
 *
 * @returns the digests as they stand there, whatever they are.
 */
export function takeDigests(payload: JsonObject): {
  rest: JsonObject;
  visible: JsonObject;
  digests: JsonValue | undefined;
} {
  const { _sd_alg: _algorithm, ...rest } = payload;
  const vc = own(payload, "vc");
  const subject = isJsonObject(vc) ? own(vc, "credentialSubject") : undefined;
  if (!isJsonObject(vc) || !isJsonObject(subject)) return { rest, visible: {}, digests: undefined };
  const { _sd: digests, ...visible } = subject;
  return { rest: { ...rest, vc: { ...vc, credentialSubject: visible } }, visible, digests };
}

function findDigestProblems(payload: JsonObject, digests: JsonValue | undefined): DisclosureProblem[] {
  const algorithm = own(payload, "_sd_alg");
  if (digests === undefined && algorithm === undefined) return [];
  if (algorithm !== "sha-256") return [digestProblem('The token must say _sd_alg "sha-256".')];
  if (digests === undefined) return [];
  if (!Array.isArray(digests) || !digests.every(isDigest)) {
    return [digestProblem("_sd is not a list of SHA-256 digests in base64url.")];
  }
  if (new Set(digests).size !== digests.length) return [digestProblem("_sd holds the same digest twice.")];
  const sorted = digests.every((digest, index) => index === 0 || digest > (digests[index - 1] as string));
  return sorted ? [] : [digestProblem("The digests of _sd are not sorted.")];
}

function digestProblem(message: string): DisclosureProblem {
  return { code: "ERR_DIGESTS", message };
}

function isDigest(value: JsonValue): value is string {
  // The last of 43 characters carries four bits, so it is one of sixteen.
  return typeof value === "string" && /^[\w-]{42}[AEIMQUYcgkosw048]$/.test(value);
}

function own(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
