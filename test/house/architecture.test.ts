import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");
const DOCS = join(ROOT, "docs");
const PAGE = readFileSync(join(DOCS, "ARCHITECTURE.md"), "utf8");

/** The rooms that a section of the page names, in the second column of its table. */
function roomsNamed(heading: string): string[] {
  const section = PAGE.split(/^### /m).find((part) => part.startsWith(heading)) ?? "";
  const rows = section.split("\n").filter((line) => /^\| *\d* *\| `/.test(line));
  return rows.flatMap((row) => [...(row.split("|")[2] ?? "").matchAll(/`([\w-]+)`/g)].map(([, room = ""]) => room));
}

/** The folders of a package that have sources of ours. */
function roomsIn(folder: string): string[] {
  const others = ["node_modules", "dist", "generated", "page"];
  const folders = readdirSync(join(ROOT, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const rooms = folders.map(({ name }) => name).filter((name) => !others.includes(name));
  return rooms.filter((room) =>
    readdirSync(join(ROOT, folder, room), { recursive: true, encoding: "utf8" }).some((file) => file.endsWith(".ts")),
  );
}

describe("docs/ARCHITECTURE.md", () => {
  it.each([
    ["sdk", "sdk", ["generated"]],
    ["oracle-service", "oracle-service", []],
    ["scripts/cli", "scripts/cli", []],
    ["scripts/dev", "scripts/dev", []],
  ])("names every room of %s, and none that is not there", (heading, folder, made) => {
    const rooms = [...roomsIn(folder), ...made];
    expect(rooms.length).toBeGreaterThan(5);
    expect(roomsNamed(heading).sort()).toEqual(rooms.sort());
  });
});

describe("docs/GLOSSARY.md", () => {
  const glossary = readFileSync(join(DOCS, "GLOSSARY.md"), "utf8");
  const rows = glossary.split("\n").filter((line) => /^\| \*\*/.test(line));
  const places = rows.flatMap((row) => {
    return [...row.matchAll(/\[`([^`]+)`\]\(([^)]+)\)/g)].map(([, name = "", target = ""]) => ({ name, target }));
  });

  it("has one sentence, a place and a word of the field for each word", () => {
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) {
      const [, word, sentence = "", place = "", field = ""] = row.split("|").map((cell) => cell.trim());
      expect(sentence, word).toMatch(/^[A-Z].*\.$/);
      expect(sentence, word).not.toMatch(/\. [A-Z]/);
      expect(place, word).toMatch(/\]\(/);
      expect(field, word).not.toBe("");
    }
  });

  it.each(places)("finds $name where it points to, $target", ({ name, target }) => {
    const file = join(dirname(join(DOCS, "GLOSSARY.md")), target);
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, "utf8")).toMatch(new RegExp(`\\b${name}\\b`));
  });

  it("names words in the order of the alphabet, each once", () => {
    const words = rows.map((row) => /\*\*([^*]+)\*\*/.exec(row)?.[1]?.toLowerCase() ?? "");
    expect(words).toEqual([...new Set(words)].sort());
  });
});
