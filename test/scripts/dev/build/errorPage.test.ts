import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { errorPage } from "../../../../scripts/dev/build/errorPage.ts";

it("docs/ERRORS.md is the page that the error codes give (npm run docs:errors makes it)", () => {
  const page = readFileSync(join(import.meta.dirname, "..", "..", "..", "..", "docs", "ERRORS.md"), "utf8");
  expect(page).toBe(errorPage());
});
