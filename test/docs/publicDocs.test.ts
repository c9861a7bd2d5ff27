import { describe, expect, it } from "vitest";
import { ERROR_CODES } from "../../sdk/errors/errorCodes.ts";
import { entryPoints, publicNames } from "../house/publicSurface.ts";
import type { Documented } from "./docComments.ts";
import { documentedIn, examplesOf } from "./docComments.ts";

const names = publicNames().filter(({ whole }) => !whole);

/** Every declaration behind a public name of an entry point; an enum is a value and a type of one name. */
function behind(entry: string): Documented[] {
  return names
    .filter((one) => one.entry === entry)
    .flatMap(({ file, name, kind }) =>
      documentedIn(file).filter((one) => one.name === name && (one.kind === "type") === (kind === "type")),
    );
}

const documented = entryPoints().flatMap(behind);
const functions = documented.filter(({ kind }) => kind === "function");

describe("The doc comments of the public names", () => {
  it("are there, also those of types", () => {
    expect(documented.length).toBeGreaterThan(300);
    expect(documented.filter(({ comment }) => comment === "").map(placeOf)).toEqual([]);
  });

  it("say for each function what it throws, and show how it is called", () => {
    expect(functions.length).toBeGreaterThan(150);
    const says = /^@throws \S|\bnever\s+throws\b/im;
    expect(functions.filter(({ comment }) => !says.test(comment)).map(placeOf)).toEqual([]);
    const shown = ({ comment, name }: Documented) => examplesOf(comment).some((code) => code.includes(name));
    expect(functions.filter((one) => !shown(one)).map(placeOf)).toEqual([]);
  });

  it("name only error codes that there are", () => {
    const named = documented.flatMap((one) =>
      [...one.comment.matchAll(/\bERR_[A-Z]\w*(?!\w*\*)/g)].map(([code]) => ({ code, place: placeOf(one) })),
    );
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter(({ code }) => !Object.hasOwn(ERROR_CODES, code))).toEqual([]);
    const families = documented.flatMap((one) =>
      [...one.comment.matchAll(/\b(ERR_[A-Z_]*)\*/g)].map(([, start = ""]) => start),
    );
    const codes = Object.keys(ERROR_CODES);
    expect(families.filter((start) => !codes.some((code) => code.startsWith(start)))).toEqual([]);
  });
});

function placeOf({ file, name }: Documented): string {
  return `${name} of sdk/${file}`;
}
