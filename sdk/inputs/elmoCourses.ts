import type { JsonObject } from "../json/JsonValue.ts";
import { presentMembers } from "../json/presentMembers.ts";
import type { XmlPicker } from "./pickXml.ts";
import { isDate } from "./readCell.ts";

/** How the texts and scales of a report are read. */
export interface ElmoRules {
  /** Which of several texts is taken. */
  readonly language: string;
  /** The report's grading schemes, described, by their local ids. */
  readonly scales: ReadonlyMap<string, string>;
}

/** A programme or course with what the learner achieved in it. */
export interface ElmoResult {
  readonly title: { readonly chosen?: string; readonly other?: string };
  readonly code: string | undefined;
  /** The identifier of this learner's own result. */
  readonly number: string | undefined;
  readonly status: string | undefined;
  readonly start: string | undefined;
  readonly date: string | undefined;
  readonly term: string | undefined;
  readonly grade: string | undefined;
  /** The grading scheme in words. */
  readonly scale: string | undefined;
  readonly ects: number | undefined;
  readonly localCredits: number | undefined;
  /** Levels by their type, EQF or NQF. */
  readonly levels: ReadonlyMap<string, string>;
  readonly language: string | undefined;
  readonly hours: number | undefined;
}

const STATUSES = ["passed", "failed"];

/** Takes what all learning opportunities have in common; parts, descriptions and types are left to the caller. */
export function resultOf(specification: XmlPicker, { language, scales }: ElmoRules): ElmoResult {
  const title = specification.inLanguage("title", language);
  const code = identifierOf(specification);
  const instance = specification.one("specifies")?.one("learningOpportunityInstance");
  const status = instance?.text("status");
  if (status !== undefined && !STATUSES.includes(status)) {
    instance?.unusable("status", status, STATUSES.join(" or "));
  }
  const scheme = instance?.text("gradingSchemeLocalId");
  const scale = scheme === undefined ? undefined : scales.get(scheme) || scheme;
  const credits = (instance?.many("credit") ?? []).map((credit) => {
    return { scheme: credit.text("scheme") ?? "ects", points: numberOf(credit, "value") };
  });
  const term = instance?.one("academicTerm");
  const levels = (instance?.many("level") ?? []).map((level): [string, string] => {
    level.text("description");
    return [level.text("type") ?? "", level.text("value") ?? ""];
  });
  return {
    title,
    code,
    number: instance && identifierOf(instance),
    status,
    start: instance && dateOf(instance, "start"),
    date: instance && dateOf(instance, "date"),
    term: term?.inLanguage("title", language).chosen,
    grade: instance?.text("resultLabel"),
    scale,
    ects: credits.find((credit) => credit.scheme.toLowerCase() === "ects")?.points,
    localCredits: credits.find((credit) => credit.scheme.toLowerCase() !== "ects")?.points,
    levels: new Map(levels),
    language: instance?.text("languageOfInstruction"),
    hours: instance && numberOf(instance, "engagementHours"),
  };
}

/**
 * The courses of a record, and the one scale that they may have in common. Where there are several, or the record has another
 * of its own, each course keeps its scale.
 *
 * @param ofRecord - the scale of the record's own grade.
 */
export function coursesOf(
  specifications: readonly XmlPicker[],
  rules: ElmoRules,
  ofRecord?: string,
): { readonly courses: JsonObject[]; readonly scale: string | undefined } {
  const results = specifications.map((specification) => {
    specification.text("type");
    const result = resultOf(specification, rules);
    const { path } = specification;
    if (result.title.chosen === undefined) specification.problem(`${path}/title`, "nothing", "a title");
    if (result.levels.size > 0) specification.unusable("level", "a level", "no level: a course has none");
    return { ...result, iscedCode: specification.text("iscedCode") };
  });
  const scales = new Set(results.flatMap(({ scale }) => scale ?? []));
  const [common] = scales;
  const isCommon = scales.size === 1 && (ofRecord === undefined || ofRecord === common);
  const courses = results.map((result) => {
    return presentMembers({
      code: result.code ?? result.number,
      title: result.title.chosen,
      ects: result.ects,
      localCredits: result.localCredits,
      grade: result.grade,
      gradingScale: isCommon ? undefined : result.scale,
      iscedCode: result.iscedCode,
      date: result.date ?? result.start,
      language: result.language,
      hours: result.hours,
      period: result.term,
      status: result.status,
    });
  });
  return { courses, scale: isCommon ? common : undefined };
}

/** The parts of a programme. */
export function partsOf(specification: XmlPicker): XmlPicker[] {
  return specification.many("hasPart").flatMap((part) => part.many("learningOpportunitySpecification"));
}

/** A number. */
function numberOf(picker: XmlPicker, name: string): number | undefined {
  const text = picker.text(name);
  if (text === undefined) return undefined;
  if (/^\d{1,6}(\.\d{1,4})?$/.test(text)) return Number(text);
  picker.problem(`${picker.path}/${name}`, text.slice(0, 80), "a number");
  return undefined;
}

/** A date, whose time and time zone ELMO allows and a record does not have. */
export function dateOf(picker: XmlPicker, name: string): string | undefined {
  const text = picker.text(name);
  if (text === undefined) return undefined;
  const day = text.slice(0, 10);
  const rest = /^(T\d{2}:\d{2}:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/.test(text.slice(10));
  if (rest && isDate(day)) return day;
  picker.problem(`${picker.path}/${name}`, text.slice(0, 80), "a date like 2026-07-01");
  return undefined;
}

/** A birth, of which a document may tell the year, or year and month, only. */
export function birthOf(picker: XmlPicker, name: string): string | undefined {
  const text = picker.many(name)[0]?.element.text;
  return text !== undefined && /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(text) ? text : dateOf(picker, name);
}

/** The local identifier, else the first; what the same thing is called elsewhere says nothing new. */
function identifierOf(picker: XmlPicker): string | undefined {
  const all = picker.many("identifier").map(({ element }) => element);
  const chosen = all.find(({ attributes }) => attributes.type === "local") ?? all[0];
  return chosen?.text === "" ? undefined : chosen?.text;
}
