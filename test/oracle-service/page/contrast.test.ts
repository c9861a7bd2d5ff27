import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const STYLE = join(import.meta.dirname, "..", "..", "..", "oracle-service", "page", "style");
const LEAST = 4.5;
/** Of lines that show where a control is (WCAG 1.4.11). */
const LEAST_OF_EDGES = 3;

/** Every colour of writing, with the grounds it stands on. */
const PAIRS: Readonly<Record<string, readonly string[]>> = {
  ink: ["ground", "paper", "idle-ground"],
  soft: ["ground", "paper", "idle-ground"],
  accent: ["ground", "paper", "idle-ground"],
  "on-accent": ["accent"],
  good: ["paper", "good-ground", "ground"],
  bad: ["paper", "bad-ground", "ground"],
  doubt: ["paper", "doubt-ground", "ground"],
  idle: ["paper", "idle-ground", "ground"],
};

type Scheme = Readonly<Record<string, string>>;

/** The colours of the schemes: light, then dark; what is printed is light with its own changes. */
function schemes(): Record<"light" | "dark" | "print", Scheme> {
  const [, light = "", dark = ""] = readFileSync(join(STYLE, "tokens.css"), "utf8").split(":root");
  const [, print = ""] = readFileSync(join(STYLE, "print.css"), "utf8").split(":root");
  return { light: coloursIn(light), dark: coloursIn(dark), print: { ...coloursIn(light), ...coloursIn(print) } };
}

function coloursIn(css: string): Scheme {
  return Object.fromEntries(
    [...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = "", colour = ""]) => [name, colour]),
  );
}

/** As WCAG 2 defines it. */
function contrast(one: string, other: string): number {
  const [bright, dim] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe.each(Object.entries(schemes()))("the %s colours", (_, scheme) => {
  it("are read from the style sheet", () => {
    for (const name of [...Object.keys(PAIRS), ...Object.values(PAIRS).flat()])
      expect(scheme[name], name).toMatch(/^#/);
  });

  it("let everything written be read", () => {
    const weak = Object.entries(PAIRS).flatMap(([ink, grounds]) =>
      grounds
        .map((ground) => ({ ink, ground, ratio: contrast(scheme[ink] ?? "", scheme[ground] ?? "") }))
        .filter(({ ratio }) => !(ratio >= LEAST)),
    );
    expect(weak).toEqual([]);
  });

  it("let the edges of controls be seen", () => {
    for (const ground of ["paper", "ground"]) {
      expect(contrast(scheme.edge ?? "", scheme[ground] ?? "")).toBeGreaterThanOrEqual(LEAST_OF_EDGES);
    }
  });
});
