import { describe, expect, it } from "vitest";
import { errorBlock, errorJson, exitOfError } from "../../../../scripts/cli/frame/reportError.ts";
import { CscssError } from "../../../../sdk/errors/CscssError.ts";

const plain = new CscssError("ERR_FILE", "Cannot read it.");

describe("an error for people", () => {
  it("says what it is, and what to do", () => {
    const [what, todo, ...rest] = errorBlock(plain).split("\n");
    expect(what).toBe("ERR_FILE: Cannot read it.");
    expect(todo).toMatch(/^ {2}what to do: (?!see )\S/);
    expect(rest).toEqual([""]);
  });

  it("says where, by whatever is known of it", () => {
    const details = { file: "a.csv", line: 0, column: 7, path: "#/x", other: "y" };
    expect(errorBlock(new CscssError("ERR_INPUT", "Wrong.", { details })).split("\n")[1]).toBe(
      "  where: file a.csv, line 0, column 7, path #/x",
    );
  });

  it("leads to a command's help where there is one", () => {
    const error = new CscssError("ERR_USAGE", "Wrong.", { details: { help: "cscss org --help" } });
    expect(errorBlock(error)).toContain("\n  what to do: see cscss org --help\n");
  });

  it("lets nobody draw on the terminal", () => {
    expect(errorBlock(new CscssError("ERR_FILE", "a\u001B[2Jb"))).toContain("a [2Jb");
  });

  it("that is a mistake of ours comes with its stack", () => {
    const error = new TypeError("x is not a function");
    expect(errorBlock(error)).toBe(`cscss failed: x is not a function\n${error.stack}\n`);
    delete error.stack;
    expect(errorBlock(error)).toBe("cscss failed: x is not a function\n\n");
  });
});

describe("an error for programs", () => {
  it("is one line of JSON, whole numbers of any size included", () => {
    const error = new CscssError("ERR_GAS_PRICE", "Dear.", { details: { most: 2n ** 70n } });
    const text = errorJson(error);
    expect(text).toMatch(/^[^\n]+\n$/);
    expect(JSON.parse(text)).toEqual({
      error: {
        code: "ERR_GAS_PRICE",
        message: "Dear.",
        details: { most: String(2n ** 70n) },
        solve: expect.stringMatching(/\S/),
      },
    });
  });

  it("that is a mistake of ours has a code too", () => {
    expect(JSON.parse(errorJson(new TypeError("Broken.")))).toEqual({
      error: { code: "ERR_UNEXPECTED", message: "Broken.", details: {}, solve: expect.stringMatching(/\S/) },
    });
  });
});

it("ends with 2 for wrong usage, with 1 for everything else", () => {
  expect(exitOfError(new CscssError("ERR_USAGE", "Wrong."))).toBe(2);
  expect(exitOfError(plain)).toBe(1);
  expect(exitOfError(new TypeError("Broken."))).toBe(1);
  expect(exitOfError({ code: "ERR_USAGE" })).toBe(1);
});
