/**
 * A claim's name as people read it. Never throws.
 *
 * @param name - the claim's name in the schema.
 * @returns words, the first with a capital.
 * @example
 * claimLabel("awardTitle"); // "Award title"
 */
export function claimLabel(name: string): string {
  const words = name
    .replace(/_/g, " ")
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * A claim's value as people read it: lists a line an item, objects as their members. Never throws.
 *
 * @returns text, with a line for each item of a list.
 * @example
 * claimValue([{ title: "Algebra", ects: 6 }]); // "title Algebra, ects 6"
 */
export function claimValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(claimValue).join("\n");
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([name, member]) => `${claimLabel(name).toLowerCase()} ${claimValue(member).replaceAll("\n", "; ")}`)
    .join(", ");
}

/**
 * Claims as rows of a table: the first line of a list beside its name, the others below. Never throws.
 *
 * @returns rows of name and line; the name is empty in all but the first of a claim.
 * @example
 * claimRows({ credits: 120, outcomes: ["Designs", "Builds"] })[2]; // ["", "Builds"]
 */
export function claimRows(claims: Readonly<Record<string, unknown>>): string[][] {
  return Object.entries(claims).flatMap(([name, value]) =>
    claimValue(value)
      .split("\n")
      .map((line, index) => [index === 0 ? name : "", line]),
  );
}
