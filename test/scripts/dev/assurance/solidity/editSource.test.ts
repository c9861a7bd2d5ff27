import { expect, it } from "vitest";
import { insertInto, lineAt } from "../../../../../scripts/dev/assurance/solidity/editSource.ts";

it("inserts at bytes, not at characters, what closes before what opens", () => {
  const source = "–ab";
  expect(
    insertInto(source, [
      { at: 4, text: "(" },
      { at: 4, text: ")", closes: true },
      { at: 3, text: "1" },
      { at: 3, text: "2" },
      { at: 5, text: "." },
    ]),
  ).toBe("–12a)(b.");
});

it("counts lines from 1", () => {
  const source = Buffer.from("a\nb\n\nc");
  expect([0, 1, 2, 4, 5].map((at) => lineAt(source, at))).toEqual([1, 1, 2, 3, 4]);
});
