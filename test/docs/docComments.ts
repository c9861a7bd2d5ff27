import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";

const SDK = join(import.meta.dirname, "..", "..", "sdk");

/** Something a file of the SDK exports, with what stands above it. */
export interface Documented {
  /** From the SDK's folder. */
  readonly file: string;
  readonly name: string;
  readonly kind: "function" | "class" | "const" | "type";
  /** The doc comment without its stars; empty if there is none. */
  readonly comment: string;
}

/** Everything a file exports under a name of its own, in its order. */
export function documentedIn(file: string): Documented[] {
  const source = readFileSync(join(SDK, file), "utf8");
  const { program, comments, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`sdk/${file} cannot be parsed: ${errors[0]?.message}`);
  return program.body.flatMap((statement) => {
    if (statement.type !== "ExportNamedDeclaration" || statement.declaration === null) return [];
    const above = comments.filter(({ end }) => end <= statement.start).at(-1);
    const isDoc = above?.type === "Block" && above.value.startsWith("*");
    const touches = above !== undefined && source.slice(above.end, statement.start).trim() === "";
    const comment = isDoc && touches ? withoutStars(above.value) : "";
    return namesOf(statement.declaration).map(([name, kind]) => ({ file, name, kind, comment }));
  });
}

/** The code of each @example of a doc comment. */
export function examplesOf(comment: string): string[] {
  return [...comment.matchAll(/@example\n([\s\S]*?)(?=\n@|$)/g)].map(([, code = ""]) => code.trim());
}

function namesOf(declaration: object & { readonly type: string }): [string, Documented["kind"]][] {
  if ("declarations" in declaration && Array.isArray(declaration.declarations)) {
    return declaration.declarations.map((one: { readonly id: { readonly name: string } }) => [one.id.name, "const"]);
  }
  if (!("id" in declaration)) return [];
  const { name } = declaration.id as { readonly name: string };
  const kinds: Readonly<Record<string, Documented["kind"]>> = {
    FunctionDeclaration: "function",
    ClassDeclaration: "class",
  };
  return [[name, kinds[declaration.type] ?? "type"]];
}

function withoutStars(value: string): string {
  return value
    .slice(1)
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").trimEnd())
    .join("\n")
    .trim();
}
