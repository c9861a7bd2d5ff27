import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const CONTRACTS = join(import.meta.dirname, "..", "..", "contracts");
const sources = readdirSync(CONTRACTS, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".sol"))
  .map((file) => readFileSync(join(CONTRACTS, file), "utf8"));

/** Every external or public function our interfaces and contracts declare, with the comment above it. */
const declared = sources.flatMap((source) =>
  [...source.matchAll(/((?:^ {4}\/\/\/.*\n)*)^ {4}function (\w+)\(([^;{]*)/gm)].map(([, comment, name, rest]) => ({
    name: name!,
    comment: comment!.replaceAll(/\n\s*\/\/\/ ?/g, " "),
    rest: rest!,
  })),
);
const outside = declared.filter(({ rest }) => /\b(external|public)\b/.test(rest));
const errors = sources.flatMap((source) => [...source.matchAll(/^ {4}error (\w+)\(/gm)].map(([, name]) => name!));
const events = sources.flatMap((source) => [...source.matchAll(/^ {4}event (\w+)\(/gm)].map(([, name]) => name!));
const documented = outside.filter(({ comment }) => comment.includes("@notice"));
const said = sources.flatMap((source) => [...source.matchAll(/^\s*\/\/\/(.*)$/gm)].map(([, line]) => line!)).join("\n");

describe("What the contracts say of themselves", () => {
  it.each(outside.map((one) => [one.name, one] as const))("%s has a notice, its own or inherited", (name, one) => {
    const inherits = one.comment.includes("@inheritdoc") && documented.some((other) => other.name === name);
    expect(one.comment.includes("@notice") || inherits, one.comment).toBe(true);
  });

  it.each(
    documented.filter(({ rest }) => !/\b(view|pure)\b/.test(rest)).map(({ name, comment }) => [name, comment] as const),
  )("%s says who may call it", (_, comment) => {
    expect(comment).toMatch(/Caller( of this)?\b/);
  });

  it.each(events)("somebody says when %s is emitted", (name) => {
    expect(said).toMatch(new RegExp(`\\b${name}\\b`));
  });

  it.each(errors)("somebody says when %s is reverted with", (name) => {
    const declaredWithComment = sources.some((source) => new RegExp(`///.*\\n {4}error ${name}\\(`).test(source));
    expect(declaredWithComment || new RegExp(`\\b${name}\\b`).test(said)).toBe(true);
  });
});
