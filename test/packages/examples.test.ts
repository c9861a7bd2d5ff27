import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { ROOT } from "../../scripts/dev/ci/runCommand.ts";
import type { ExampleWorld } from "../docs/exampleWorld.ts";
import { openExampleWorld, runExamples } from "../docs/exampleWorld.ts";

const { sdk } = inject("installed");

let world: ExampleWorld;
beforeAll(async () => {
  world = await openExampleWorld();
});
afterAll(() => world.close());

it("the examples of the docs run against the installed SDK, which they find as anybody's program does", async () => {
  const examples = join(sdk, "examples");
  cpSync(join(ROOT, "docs", "examples"), examples, { recursive: true });
  const written = await runExamples(world, { examples, nodeOptions: [] });
  expect(written["verify-a-presentation.ts"]).toMatch(/^valid, issued by Università di Esempio: /);
  expect(written["verify-offline.ts"]).toMatch(/^valid at block \d+: /);
});
