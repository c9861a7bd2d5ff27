import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { COMMAND_INDEX } from "../../../../scripts/cli/commandIndex.ts";
import { COMMANDS } from "../../../../scripts/cli/commands.ts";
import { commandIndex } from "../../../../scripts/dev/build/commandIndex.ts";
import { ROOT } from "../../../../scripts/dev/ci/runCommand.ts";

it("scripts/cli/commandIndex.ts is the index that the commands give (npm run build:commands makes it)", async () => {
  expect(readFileSync(join(ROOT, "scripts", "cli", "commandIndex.ts"), "utf8")).toBe(await commandIndex());
});

it.each(COMMAND_INDEX.map((entry, index) => [entry.name, entry, COMMANDS[index]] as const))(
  "%s is loaded from the index as it is",
  async (name, entry, command) => {
    const loaded = await entry.load();
    expect(command?.name).toBe(name);
    expect({ ...loaded, run: undefined }).toEqual({ ...command, run: undefined });
  },
);
