import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { entryPoints, ROOT, sourceOf } from "../house/publicSurface.ts";

it("the API reference is made of every public entry point, and of nothing else", () => {
  const settings = JSON.parse(readFileSync(join(ROOT, "scripts", "dev", "reference", "typedoc.json"), "utf8"));
  const wanted = entryPoints().map((entry) => `../../../sdk/${sourceOf(entry)}`);
  expect([...settings.entryPoints].sort()).toEqual(wanted.sort());
});
