import { identityCommitment } from "../../credential/identityCommitment.ts";
import { isJsonObject } from "../../json/isJsonObject.ts";
import type { JsonObject, JsonValue } from "../../json/JsonValue.ts";
import type { Facts } from "../Facts.ts";
import { failed, passed, skipped } from "../judgement.ts";
import type { Judgement } from "../Verification.ts";

/** base64url of 32 bytes: of the last character's six bits two stand for nothing. */
const SALT = /^[\w-]{42}[AEIMQUYcgkosw048]$/;

/** Profile 3: the disclosed identity, with its salt, gives the commitment in the header. */
export function judgeIdentity({ claims, answer }: Facts): Judgement {
  if (answer.wallet.profile !== 3n) return skipped("Only profile 3 commits to an identity.");
  if (!Object.hasOwn(claims.claims, "identityOpening")) return skipped("The identity was not disclosed.");
  const opening = openingIn(claims.claims);
  if (opening === undefined) return failed("ERR_IDENTITY", "What should open the identity is not of its form.");
  const names = opening.claims;
  if (!names.every((name) => Object.hasOwn(claims.claims, name)))
    return skipped("The identity was not disclosed in full.");
  const identity = Object.fromEntries(names.map((name) => [name, claims.claims[name] as JsonValue]));
  return identityCommitment(opening.salt, identity) === answer.header.identityCommitment
    ? passed("The disclosed identity is the one the record commits to.")
    : failed("ERR_IDENTITY", "The disclosed identity is not the one the record commits to.");
}

/** The opening as prepareRecord writes it: 32 bytes of salt, and the names of at least one claim. */
function openingIn({ identityOpening: opening }: JsonObject): { salt: string; claims: string[] } | undefined {
  if (!isJsonObject(opening) || typeof opening.salt !== "string" || !Array.isArray(opening.claims)) return undefined;
  const names = opening.claims.filter((name) => typeof name === "string");
  const wellFormed = SALT.test(opening.salt) && names.length > 0 && names.length === opening.claims.length;
  return wellFormed ? { salt: opening.salt, claims: names } : undefined;
}
