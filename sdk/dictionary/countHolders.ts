import type { GraduateRow } from "../inputs/GraduateRow.ts";

/** How many different people have something. */
export interface Holders {
  add(row: GraduateRow): void;
  readonly size: number;
}

/**
 * Counts people by student number and by name and birth date, and believes the smaller count: neither several numbers of
 * one person nor one number for several rows make a text look more common than it is.
 */
export function countHolders(): Holders {
  const [numbers, persons] = [new Set<string>(), new Set<string>()];
  return {
    add({ studentId, claims }) {
      const { givenName, familyName, fullName, dateOfBirth } = claims;
      numbers.add(studentId);
      persons.add(JSON.stringify([givenName, familyName, fullName, dateOfBirth]).toLowerCase());
    },
    get size() {
      return Math.min(numbers.size, persons.size);
    },
  };
}
