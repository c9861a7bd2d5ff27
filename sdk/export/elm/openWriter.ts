import type { JsonObject } from "../../json/JsonValue.ts";
import { presentMembers } from "../../json/presentMembers.ts";

/** Writes values in the forms of the European Learning Model; nothing for nothing. */
export interface ElmWriter {
  /** A text marked with its language. */
  text(value: string | undefined): JsonObject | undefined;
  note(value: string | undefined): JsonObject | undefined;
  /** A concept of which only the label is known. */
  labelled(value: string | undefined): JsonObject | undefined;
  /** A concept of which only the code is known. */
  coded(value: string | undefined): JsonObject | undefined;
  identifier(value: string | undefined, schemeName: string): JsonObject[] | undefined;
  credits(points: number | undefined): JsonObject[] | undefined;
  organisation(members: {
    readonly id?: string;
    readonly name: string | undefined;
    readonly nameOriginal?: string | undefined;
    readonly country: string | undefined;
  }): JsonObject;
}

/** The European Credit Transfer System in the European list of credit systems. */
const ECTS = {
  id: "http://data.europa.eu/snb/education-credit/6fcec5c5af",
  type: "Concept",
  prefLabel: { en: "ECTS" },
};

/** @param language - the language the texts are in, as a two-letter code. */
export function openWriter(language: string): ElmWriter {
  const text = (value: string | undefined) => (value === undefined ? undefined : { [language]: value });
  const coded = (notation: string | undefined) => (notation === undefined ? undefined : { type: "Concept", notation });
  return {
    text,
    coded,
    note: (value) => (value === undefined ? undefined : { type: "Note", noteLiteral: { [language]: value } }),
    labelled: (value) => (value === undefined ? undefined : { type: "Concept", prefLabel: { [language]: value } }),
    identifier: (notation, schemeName) =>
      notation === undefined ? undefined : [{ type: "Identifier", notation, schemeName }],
    credits: (points) =>
      points === undefined ? undefined : [{ type: "CreditPoint", framework: ECTS, point: String(points) }],
    organisation: ({ id, name, nameOriginal, country }) => {
      const countryCode = coded(country);
      return presentMembers({
        id,
        type: "Organisation",
        legalName: text(name),
        altLabel: text(nameOriginal),
        location: countryCode && [{ type: "Location", address: [{ type: "Address", countryCode }] }],
      });
    },
  };
}
