import { describe, expect, it } from "vitest";
import type { CscssError } from "../../../sdk/errors/CscssError.ts";
import type { FromSchema } from "../../../sdk/json/FromSchema.ts";
import { closedObject } from "../../../sdk/json/formParts.ts";
import type { JsonSchema } from "../../../sdk/json/JsonSchema.ts";
import type { Form } from "../../../sdk/json/readForm.ts";
import { formError, readForm, requireForm } from "../../../sdk/json/readForm.ts";
import { requireDistinct } from "../../../sdk/json/requireDistinct.ts";

const COURSE = closedObject({ name: { type: "string", minLength: 1 } }, { ects: { type: "integer", minimum: 0 } });
const FORM = {
  name: "The class",
  code: "ERR_ARGUMENT",
  schema: closedObject(
    { type: { const: "Class" }, courses: { type: "array", maxItems: 3, items: COURSE } },
    {
      notes: {
        type: "object",
        propertyNames: { type: "string", pattern: "^[a-z]+$", description: "lower-case letters" },
        additionalProperties: { type: ["string", "null"] },
      },
    },
  ),
} as const;

function refusal(act: () => unknown): CscssError {
  try {
    act();
  } catch (error) {
    return error as CscssError;
  }
  throw new Error("It was accepted.");
}

/** Of a value that fits but for the members given. */
const refusalOf = (members: object, form: Form = FORM, file?: string): CscssError =>
  refusal(() =>
    readForm(JSON.stringify({ type: "Class", courses: [], ...members }), form, file === undefined ? {} : { file }),
  );

describe("readForm", () => {
  it("gives the value with the type of its schema", () => {
    const { courses, notes } = readForm(
      '{"type":"Class","courses":[{"name":"Logic","ects":6}],"notes":{"a":null}}',
      FORM,
    );
    const typed: { name: string; ects?: number }[] = courses;
    const texts: Record<string, string | null> | undefined = notes;
    expect([typed, texts]).toEqual([[{ name: "Logic", ects: 6 }], { a: null }]);
  });

  it.each<[object, string, string, string]>([
    [{ courses: 1 }, "/courses", "1", "a list of at most 3 entries, each an object with name, members: name, ects"],
    [{ courses: [{ name: "" }] }, "/courses/0/name", 'the text ""', "text of at least 1 characters"],
    [{ courses: [{ name: "x" }, {}] }, "/courses/1/name", "nothing", "text of at least 1 characters"],
    [{ courses: [{ name: "x", ects: 1.5 }] }, "/courses/0/ects", "1.5", "a whole number of at least 0"],
    [{ courses: [1, 2, 3, 4] }, "/courses/0", "1", "an object with name, members: name, ects"],
    [{ type: "Other" }, "/type", 'the text "Other"', '"Class"'],
    [{ more: true }, "/more", "true", "no member of this name; there are type, courses, notes"],
    [{ "a/b~c": [] }, "/a~1b~0c", "a list of 0 entries", "no member of this name; there are type, courses, notes"],
    [{ notes: { A: "x" } }, "/notes/A", 'the text "A"', "lower-case letters"],
    [{ notes: { a: {} } }, "/notes/a", "an object", "text or null"],
  ])("refuses %j, naming the place, what was found and what is expected", (members, path, found, expected) => {
    const { code, message, details } = refusalOf(members);
    expect(code).toBe("ERR_ARGUMENT");
    expect(message).toBe(`The class is wrong at #${path}: found ${found}, expected ${expected}.`);
    expect(details).toEqual({ path, found, expected });
  });

  it.each<[string, number | undefined]>([
    ['{"type":"Class","type":"Class","courses":[]}', undefined],
    ['{"__proto__":{"type":"Class"},"courses":[]}', undefined],
    [`{"type":"Class","courses":[]}${" ".repeat(65_536)}`, undefined],
    ['{"type":"Class","courses":[]}', 28],
  ])("refuses what is not strict JSON, or too long: %#", (text, maxLength) => {
    const form = maxLength === undefined ? FORM : { ...FORM, maxLength };
    expect(refusal(() => readForm(text, form)).code).toBe("ERR_JSON");
  });

  it.each(["constructor", "toString", "hasOwnProperty"])(
    "takes no inherited member for one of the form: %s",
    (name) => {
      const inherits = { ...FORM, schema: closedObject({ [name]: {} }) };
      expect(refusal(() => readForm("{}", inherits)).details.path).toBe(`/${name}`);
      expect(refusalOf({ [name]: 1 }).details.path).toBe(`/${name}`);
    },
  );

  it("repeats nothing of what is secret, and still says of which kind it is", () => {
    const secret = { ...FORM, secret: true };
    for (const value of ["hidden", 123_456, true, null]) {
      const { message, details } = refusalOf({ courses: [{ name: "x", ects: 1 }, value] }, secret);
      expect(message + JSON.stringify(details)).not.toMatch(/hidden|123456/);
      expect(details.found).toBe(value === null ? "null" : `a ${typeof value}`);
    }
  });

  it("names the file, and what to do", () => {
    const { message, details } = refusalOf({ type: 1 }, { ...FORM, advice: "Make it again." }, "class.json");
    expect(message).toBe('The class class.json is wrong at #/type: found 1, expected "Class". Make it again.');
    expect(details.file).toBe("class.json");
  });

  it("shortens what is long", () => {
    const { message } = refusalOf({ type: "x".repeat(10_000), ["y".repeat(10_000)]: 1 });
    expect(message.length).toBeLessThan(500);
    expect(refusalOf({ ["y".repeat(10_000)]: 1 }).message.length).toBeLessThan(500);
  });

  it("refuses what fits two of the schemas of which it must fit one", () => {
    const schema: JsonSchema = { oneOf: [{ type: "integer" }, { minimum: 1 }] };
    const form = { name: "The number", code: "ERR_ARGUMENT", schema } as const;
    expect(requireForm(0, form)).toBe(0);
    expect(refusal(() => requireForm(2, form)).code).toBe("ERR_ARGUMENT");
    expect(
      refusal(() => requireForm("x", { ...form, schema: { oneOf: [{ const: 1 }, { const: 2 }] } })).details,
    ).toEqual({
      path: "",
      found: 'the text "x"',
      expected: "2",
    });
  });

  it("follows references in a schema that holds itself", () => {
    const tree = {
      $ref: "#/$defs/node",
      $defs: { node: closedObject({}, { left: { $ref: "#/$defs/node" }, value: { type: "integer" } }) },
    } as const;
    const form = { name: "The tree", code: "ERR_ARGUMENT", schema: tree } as const;
    expect(requireForm({ left: { left: { value: 1 } } }, form)).toBeDefined();
    expect(refusal(() => requireForm({ left: { left: { value: "x" } } }, form)).details).toEqual({
      path: "/left/left/value",
      found: 'the text "x"',
      expected: "a whole number",
    });
  });
});

describe("requireDistinct", () => {
  it("refuses a text that stands there twice", () => {
    expect(() => requireDistinct(["a", "b"], "/list", FORM)).not.toThrow();
    expect(refusal(() => requireDistinct(["a", "b", "a"], "/list", FORM))).toMatchObject({
      code: "ERR_ARGUMENT",
      details: { path: "/list" },
    });
  });
});

it("lets a form refuse what no schema says", () => {
  const error = formError(FORM, { path: "/courses", found: "7", expected: "a prime" }, { file: "f" });
  expect(error.message).toBe("The class f is wrong at #/courses: found 7, expected a prime.");
});

it("gives tuples, numbered members and what has no type their TypeScript types", () => {
  const schema = closedObject({ 1: { prefixItems: [{ const: "a" }, { type: "number" }], type: "array" } }, { any: {} });
  const value: FromSchema<typeof schema> = { 1: ["a", 2] };
  const [first, second]: ["a", number] = value[1];
  expect([first, second, value.any]).toEqual(["a", 2, undefined]);
});
