import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const CLI = join(import.meta.dirname, "..", "..", "scripts", "cli");
/** The rooms that make a session and run commands with it. */
const FRAME = "frame/";

const IMPORT = /\b(?:from|import)\s*\(?\s*"([^"]+)"/g;
/** What a file gives away: by name, or "{", "*" and "default" for the forms that no file of commands uses. */
const EXPORTED = /^export (?:(?:async )?(?:const|let|function\*?|class|interface|type(?! \{)) )?(\w+|\{|\*)/gm;

interface Source {
  readonly file: string;
  readonly imports: readonly string[];
  readonly exported: readonly string[];
}

const sources = readdirSync(CLI, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !/(^|\/)(node_modules|dist)\//.test(file))
  .map((file): Source => {
    const text = readFileSync(join(CLI, file), "utf8");
    const found = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = ""]) => name);
    return { file, imports: found(IMPORT), exported: found(EXPORTED) };
  });

/** Whether a name is that of a list of commands, or of what makes one. */
function namesCommands(name: string): boolean {
  return /^[A-Z_]*COMMANDS$|Commands$/.test(name);
}

function imports({ imports: names }: Source, module: string): boolean {
  return names.some((name) => name.endsWith(`/${module}`));
}

describe("the command line", () => {
  const outside = sources.filter(({ file }) => !file.startsWith(FRAME) && file.includes("/"));
  const commands = outside.filter(({ exported }) => exported.some(namesCommands));

  it("has its commands in files that are found by what they export", () => {
    expect(commands.length).toBeGreaterThan(20);
    expect(commands.filter((source) => !imports(source, "CliCommand.ts"))).toEqual([]);
  });

  it("gives a session to files that define commands, and to nobody else", () => {
    const withSession = outside.filter((source) => imports(source, "Session.ts") || imports(source, "CliCommand.ts"));
    expect(withSession.filter((source) => !commands.includes(source)).map(({ file }) => file)).toEqual([]);
  });

  it("shares what commands do as functions of values: a file of commands exports nothing else", () => {
    const more = commands.flatMap(({ file, exported }) => {
      return exported.filter((name) => !namesCommands(name)).map((name) => `${file}: ${name}`);
    });
    expect(more).toEqual([]);
  });
});
