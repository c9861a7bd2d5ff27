import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";

export const ROOT = join(import.meta.dirname, "..", "..");
const SDK = join(ROOT, "sdk");

/** What later issues replace: reachable, but nobody outside may build on it, so no test here holds its names. */
const NOT_PUBLIC = "./interim";

/** One name that an entry point gives away. */
export interface PublicName {
  /** As written behind the package's name: `.` or `./verify`. */
  readonly entry: string;
  readonly name: string;
  readonly kind: "value" | "type";
  /** The file that declares it, from the SDK's folder. */
  readonly file: string;
  /** Whether the name stands for everything that file exports (`export type * as structs`). */
  readonly whole: boolean;
}

/** The public entry points, as the package says them. */
export function entryPoints(): string[] {
  const { exports } = JSON.parse(readFileSync(join(SDK, "package.json"), "utf8")) as { exports: object };
  return Object.keys(exports).filter((entry) => entry !== NOT_PUBLIC && entry !== "./package.json");
}

/** The source of an entry point, from the SDK's folder. */
export function sourceOf(entry: string): string {
  return entry === "." ? "index.ts" : `${entry.slice(2)}.ts`;
}

/** Every name of every public entry point, sorted by entry point as the package lists them. */
export function publicNames(): PublicName[] {
  return entryPoints().flatMap(namesOf);
}

function namesOf(entry: string): PublicName[] {
  const file = sourceOf(entry);
  const { program } = parseSync(file, readFileSync(join(SDK, file), "utf8"));
  return program.body.flatMap((statement): PublicName[] => {
    if (statement.type === "ExportAllDeclaration" && statement.exported?.type === "Identifier") {
      return [
        {
          entry,
          name: statement.exported.name,
          kind: kindOf(statement),
          file: fileOf(statement.source.value),
          whole: true,
        },
      ];
    }
    if (statement.type !== "ExportNamedDeclaration" || statement.source === null) {
      throw new Error(`sdk/${file} holds something else than "export { … } from": ${statement.type}.`);
    }
    const from = fileOf(statement.source.value);
    const kind = kindOf(statement);
    return statement.specifiers.map(({ local, exported }) => {
      const name = exported.type === "Identifier" ? exported.name : "";
      if (local.type !== "Identifier" || local.name !== name) throw new Error(`sdk/${file} renames ${name}.`);
      return { entry, name, kind, file: from, whole: false };
    });
  });
}

function kindOf({ exportKind }: { readonly exportKind?: "value" | "type" }): PublicName["kind"] {
  return exportKind ?? "value";
}

function fileOf(specifier: string): string {
  return specifier.replace("./", "");
}
