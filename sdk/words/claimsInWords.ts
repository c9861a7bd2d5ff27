/**
 * A claim's name as people read it.
 *
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
 * A claim's value as people read it: lists a line an item, objects as their members.
 *
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

/** Claims as rows of a table: the first line of a list beside its name, the others below. */
export function claimRows(claims: Readonly<Record<string, unknown>>): string[][] {
  return Object.entries(claims).flatMap(([name, value]) =>
    claimValue(value)
      .split("\n")
      .map((line, index) => [index === 0 ? name : "", line]),
  );
}
