import { isJsonObject } from "../json/isJsonObject.ts";
import type { JsonObject, JsonValue } from "../json/JsonValue.ts";
import type { RowProblem } from "./GraduateRow.ts";

/** Takes what it knows out of a JSON object, and tells in the end which members nobody took. */
export interface JsonPicker {
  readonly path: string;
  text(name: string): string | undefined;
  number(name: string): number | undefined;
  object(name: string): JsonPicker | undefined;
  /** The objects of a list; one object alone counts as a list of one. */
  objects(name: string): JsonPicker[];
  /** The texts of a list; one text alone counts as a list of one. */
  texts(name: string): string[];
  /** Takes a member that says nothing which a record does not say by itself. */
  pass(name: string): void;
  /** Takes a member that may have one value only. */
  only(name: string, value: JsonValue): void;
  problem(name: string, found: string, expected: string): void;
  finish(): void;
}

/** Opens a picker for an object. @param leftOut - names of members that the user said may be left out. */
export function pickJson(
  value: JsonObject,
  path: string,
  rules: { readonly place: string; readonly problems: RowProblem[]; readonly leftOut: readonly string[] },
): JsonPicker {
  const taken = new Set<string>();
  const inner: JsonPicker[] = [];
  const take = (name: string): JsonValue | undefined => {
    taken.add(name);
    return Object.hasOwn(value, name) ? value[name] : undefined;
  };
  const enter = (name: string, member: JsonObject): JsonPicker => {
    const picker = pickJson(member, `${path}/${name}`, rules);
    inner.push(picker);
    return picker;
  };
  function expect<Value extends JsonValue>(name: string, what: string, is: (one: JsonValue) => one is Value) {
    const found = take(name);
    if (found === undefined || is(found)) return found;
    picker.problem(name, inWords(found), what);
    return undefined;
  }
  const listOf = (name: string): JsonValue[] => {
    const found = take(name);
    return found === undefined ? [] : Array.isArray(found) ? [...found] : [found];
  };

  const picker: JsonPicker = {
    path,
    text: (name) => expect(name, "a text", (one): one is string => typeof one === "string" && one !== ""),
    number: (name) => expect(name, "a number", (one): one is number => typeof one === "number"),
    object(name) {
      const found = expect(name, "an object", isJsonObject);
      return found && enter(name, found);
    },
    objects(name) {
      return listOf(name).flatMap((one, index) => {
        if (isJsonObject(one)) return enter(`${name}/${index}`, one);
        picker.problem(`${name}/${index}`, inWords(one), "an object");
        return [];
      });
    },
    texts(name) {
      return listOf(name).flatMap((one, index) => {
        if (typeof one === "string") return one;
        picker.problem(`${name}/${index}`, inWords(one), "a text");
        return [];
      });
    },
    pass: (name) => void taken.add(name),
    only(name, wanted) {
      const found = take(name);
      if (found !== undefined && found !== wanted) picker.problem(name, inWords(found), inWords(wanted));
    },
    problem(name, found, expected) {
      rules.problems.push({ place: rules.place, field: `${path}/${name}`, found, expected });
    },
    finish() {
      for (const [name, member] of Object.entries(value)) {
        if (taken.has(name) || rules.leftOut.includes(name)) continue;
        picker.problem(name, inWords(member), `nothing: it has no place in a record. Or give --leave-out ${name}`);
      }
      for (const one of inner) one.finish();
    },
  };
  return picker;
}

function inWords(value: JsonValue): string {
  return JSON.stringify(value).slice(0, 80);
}
