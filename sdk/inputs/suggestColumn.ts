/** Invisible characters, and what else does not make another name of it. */
const PASSED_OVER = /[\p{Cf}\p{Cc}\s_./()-]+/gu;
const HIDDEN = /[\p{Cc}\p{Cf}\u00a0\u2000-\u200a\u202f\u3000]/gu;

/**
 * The column that a header nearly names: in other letters, with spaces for underscores, with hidden characters, or with one or
 * two letters wrong.
 *
 * @param most - how many letters may be wrong; as many as make no other word of it unless told.
 * @returns undefined where none is near, or two are equally near.
 * @example
 * suggestColumn("Student ID", ["student_id", "given_name"]); // "student_id"
 */
export function suggestColumn(
  name: string,
  known: readonly string[],
  most = plain(name).length < 6 ? 1 : 2,
): string | undefined {
  const wanted = plain(name);
  if (wanted === "") return undefined;
  const ranked = known
    .map((column) => ({ column, distance: distanceOf(wanted, plain(column)) }))
    .sort((one, other) => one.distance - other.distance);
  const [nearest, second] = ranked;
  if (nearest === undefined || nearest.distance > most || nearest.distance === second?.distance) return undefined;
  return nearest.column;
}

/** A name with its hidden characters shown: "student_id‹U+200B›". */
export function showHidden(name: string): string {
  return name.replace(HIDDEN, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    return `‹U+${code}›`;
  });
}

function plain(name: string): string {
  return name.normalize("NFKC").replace(PASSED_OVER, "").toLowerCase();
}

/** How many letters must be put in, taken out or changed (Levenshtein); names of columns are short. */
function distanceOf(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3;
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...one].entries()) {
    const line = [row + 1];
    for (const [column, against] of [...other].entries()) {
      const changed = (above[column] ?? 0) + (letter === against ? 0 : 1);
      line.push(Math.min(changed, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    }
    above = line;
  }
  return above.at(-1) ?? 0;
}
