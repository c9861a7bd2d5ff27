import type { RecordTypeName } from "../credential/recordTypes.ts";
import { isJsonObject } from "../json/isJsonObject.ts";
import type { JsonObject, JsonValue } from "../json/JsonValue.ts";
import { parseJsonStrict } from "../json/parseJsonStrict.ts";
import { presentMembers } from "../json/presentMembers.ts";
import { alignmentOf, IDENTITY_CLAIMS, RECORD_TYPE_OF, resultsOf } from "./badgeTerms.ts";
import type { GraduateRow, RowProblem } from "./GraduateRow.ts";
import type { JsonPicker } from "./pickJson.ts";
import { pickJson } from "./pickJson.ts";

const LONGEST = 8 * 1024 * 1024;
const CONTEXT = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\//;
/** What our own export writes where the specification wants something and the issuer states nothing. */
const NOT_STATED = "Not stated by the issuer.";

/** What has to be said about badges that they do not say themselves. */
export interface BadgeOptions {
  /** What problems and results call the file. */
  readonly place: string;
  /** Issue all as this type of record; found by the achievement's type unless told. */
  readonly recordType?: RecordTypeName;
  readonly leftOut?: readonly string[];
  /** Some platforms put the earner's name where others put the achievement's: then it is this claim. */
  readonly badgeName?: "fullName" | undefined;
}

/**
 * Reads Open Badges 3.0, one or a list of them, by the rules of docs/INPUTS.md. Whatever has no place in a record is a
 * problem, unless it is left out. Nothing is fetched, and a proof is not looked at: the record gets its own.
 *
 * @throws ERR_JSON for what is no strict JSON.
 */
export function readBadge(text: string, options: BadgeOptions): { rows: GraduateRow[]; problems: RowProblem[] } {
  const value = parseJsonStrict(text, { maxLength: LONGEST });
  const problems: RowProblem[] = [];
  const badges: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  const rows = badges.flatMap((badge, index) => {
    const place = badges.length > 1 ? `${options.place} ${index + 1}` : options.place;
    if (isJsonObject(badge)) return rowOf(badge, { ...options, place }, problems);
    problems.push({ place, field: "", found: JSON.stringify(badge).slice(0, 80), expected: "a badge, an object" });
    return [];
  });
  return { rows: problems.length > 0 ? [] : rows, problems };
}

function rowOf(value: JsonObject, options: BadgeOptions, problems: RowProblem[]): GraduateRow {
  const { place, recordType, leftOut = [] } = options;
  const badge = pickJson(value, "", { place, problems, leftOut });
  if (!badge.texts("@context").some((one) => CONTEXT.test(one))) {
    badge.problem("@context", "another context", "that of Open Badges 3.0");
  }
  const types = badge.texts("type");
  if (!types.includes("AchievementCredential") && !types.includes("OpenBadgeCredential")) {
    badge.problem("type", types.join(", ") || "nothing", "AchievementCredential or OpenBadgeCredential");
  }
  const id = badge.text("id");
  const name = badge.text("name");
  const from = timeOf(badge, "validFrom");
  const until = timeOf(badge, "validUntil");
  const awarded = timeOf(badge, "awardedDate") ?? from;
  if (awarded === undefined) badge.problem("awardedDate", "nothing", "a time like 2026-07-01T00:00:00Z");
  const subject = badge.object("credentialSubject");
  if (subject === undefined) badge.problem("credentialSubject", "nothing", "an object");
  const achievement = subject?.object("achievement");
  if (achievement === undefined) badge.problem("credentialSubject/achievement", "nothing", "an object");
  const title = achievement?.text("name");
  const isOther = name !== undefined && title !== undefined && name !== title;
  if (isOther && options.badgeName !== "fullName" && !leftOut.includes("name")) {
    const ways = "Or give --leave-out name; or --badge-name full_name, where it is the earner's";
    badge.problem("name", name.slice(0, 80), `the achievement's name, "${title.slice(0, 80)}". ${ways}`);
  }
  const kind = achievement?.text("achievementType") ?? "";
  const type = recordType ?? (Object.hasOwn(RECORD_TYPE_OF, kind) ? RECORD_TYPE_OF[kind] : undefined);
  if (type === undefined) {
    badge.problem("credentialSubject/achievement/achievementType", kind || "nothing", "a known type, or --type");
  }
  const claims = presentMembers({
    ...(isOther && options.badgeName === "fullName" && { fullName: name }),
    ...identityOf(subject),
    ...issuerOf(badge),
    awardTitle: title,
    awardDate: awarded?.slice(0, 10),
    credits: subject?.number("creditsEarned"),
    licenceNumber: subject?.text("licenseNumber"),
    studiedFrom: subject && timeOf(subject, "activityStartDate")?.slice(0, 10),
    studiedUntil: subject && timeOf(subject, "activityEndDate")?.slice(0, 10),
    ...achievementOf(achievement, title),
    ...resultsOf(subject, achievement),
  });
  subject?.pass("id");
  subject?.texts("type");
  badge.finish();
  const studentId = typeof claims.studentId === "string" ? claims.studentId : "";
  if (studentId === "") {
    badge.problem("credentialSubject/identifier", "no student number", "an identifier of type ext:studentId");
  }
  if (id === undefined) badge.problem("id", "nothing", "the badge's own id, by which it is issued once");
  return {
    place,
    studentId,
    diplomaNumber: id ?? "",
    recordType: type ?? "certificate",
    awardDate: String(claims.awardDate),
    claims,
    ...(until === undefined ? {} : { validUntil: Date.parse(until) / 1000 }),
  };
}

/** Who issues the record is its organization; of the badge's issuer only the name and country are claims. */
function issuerOf(badge: JsonPicker): JsonObject {
  const issuer = badge.object("issuer");
  issuer?.pass("id");
  issuer?.texts("type");
  const address = issuer?.object("address");
  address?.texts("type");
  return presentMembers({ organizationName: issuer?.text("name"), country: address?.text("addressCountryCode") });
}

function identityOf(subject: JsonPicker | undefined): JsonObject {
  const claims: Record<string, JsonValue> = {};
  for (const identity of subject?.objects("identifier") ?? []) {
    identity.texts("type");
    // Nobody could share, or even read, the hash of a name.
    identity.only("hashed", false);
    const [kind = "", value] = [identity.text("identityType"), identity.text("identityHash")];
    const claim = Object.hasOwn(IDENTITY_CLAIMS, kind) ? IDENTITY_CLAIMS[kind] : undefined;
    if (claim === undefined)
      identity.problem("identityType", kind || "nothing", Object.keys(IDENTITY_CLAIMS).join(", "));
    else if (value !== undefined) claims[claim] = value;
  }
  return claims;
}

function achievementOf(achievement: JsonPicker | undefined, title: string | undefined): JsonObject {
  if (achievement === undefined) return {};
  achievement.pass("id");
  achievement.texts("type");
  const description = achievement.text("description");
  const narrative = achievement.object("criteria")?.text("narrative");
  return presentMembers({
    description: description === title ? undefined : description,
    learningOutcomes: narrative === undefined || narrative === NOT_STATED ? [] : narrative.split(/\n{2,}/),
    programmeCode: achievement.text("humanCode"),
    programmeTitle: achievement.text("fieldOfStudy"),
    specialization: achievement.text("specialization"),
    language: achievement.text("inLanguage"),
    ...alignmentOf(achievement),
  });
}

function timeOf(picker: JsonPicker, name: string): string | undefined {
  const text = picker.text(name);
  if (text === undefined) return undefined;
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text)))
    return text;
  picker.problem(name, text.slice(0, 80), "a time like 2026-07-01T00:00:00Z");
  return undefined;
}
