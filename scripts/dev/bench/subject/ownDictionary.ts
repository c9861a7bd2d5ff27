import { encodeUtf8 } from "../../../../sdk/bytes/utf8.ts";
import { isIdentifying } from "../../../../sdk/credential/isIdentifying.ts";
import { trainDictionary } from "../../../../sdk/dictionary/trainDictionary.ts";
import type { GraduateRow } from "../../../../sdk/inputs/GraduateRow.ts";
import type { OwnDictionary } from "../../../../sdk/seal/OwnDictionary.ts";
import type { Document } from "./Document.ts";

/** The graduates whose records the dictionary is made of. */
export const YEAR_GROUP = 100;

/**
 * The dictionary an organization makes of a year's graduates, who were awarded these documents in turn: each with an identity
 * of their own. As the command line makes it, so without results, days and names.
 */
export async function ownDictionary(documents: readonly Document[], chainId: bigint): Promise<OwnDictionary> {
  const rows = Array.from({ length: YEAR_GROUP }, (_, student) =>
    rowOf(documents[student % documents.length] as Document, student),
  );
  const { text } = await trainDictionary(rows, chainId);
  return { number: 1, bytes: encodeUtf8(text) };
}

function rowOf({ recordType, claims }: Document, student: number): GraduateRow {
  const own = Object.entries(claims).map(([name, value]) => {
    return [name, isIdentifying(recordType, name) ? `${name} of ${student}` : value];
  });
  const [studentId, awardDate] = [`S${student}`, String(claims.awardDate)];
  const row = { place: String(student), studentId, diplomaNumber: `D${student}`, recordType, awardDate };
  return { ...row, claims: Object.fromEntries(own) };
}
