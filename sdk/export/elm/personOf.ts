import type { JsonObject } from "../../json/JsonValue.ts";
import { presentMembers } from "../../json/presentMembers.ts";
import type { Mapping } from "../openMapping.ts";
import type { ElmWriter } from "./openWriter.ts";

const AT = "credentialSubject";

/** The holder as a Person of the European Learning Model. */
export function personOf(mapping: Mapping, id: string, write: ElmWriter): JsonObject {
  const name = (claim: string) => write.text(mapping.text(claim, `${AT}.${claim}`));
  const birthplace = write.text(mapping.text("placeOfBirth", `${AT}.placeOfBirth.geographicName`));
  const citizenship = write.coded(mapping.text("citizenshipCountry", `${AT}.citizenshipCountry`));
  const notation = mapping.text("nationalId", `${AT}.nationalID`);
  const contact = contactOf(mapping, write);
  return presentMembers({
    id,
    type: "Person",
    givenName: name("givenName"),
    familyName: name("familyName"),
    fullName: name("fullName"),
    birthName: name("birthName"),
    patronymicName: name("patronymicName"),
    dateOfBirth: mapping.day("dateOfBirth", `${AT}.dateOfBirth`),
    placeOfBirth: birthplace && { type: "Location", geographicName: birthplace },
    citizenshipCountry: citizenship && [citizenship],
    gender: write.labelled(mapping.text("gender", `${AT}.gender`)),
    nationalID: notation === undefined ? undefined : { type: "LegalIdentifier", notation },
    identifier: write.identifier(mapping.text("studentId", `${AT}.identifier`), "Student ID"),
    contactPoint: contact && [{ type: "ContactPoint", ...contact }],
  });
}

function contactOf(mapping: Mapping, write: ElmWriter): JsonObject | undefined {
  const at = `${AT}.contactPoint`;
  const email = mapping.text("email", `${at}.emailAddress`);
  const phoneNumber = mapping.text("phone", `${at}.phone`);
  const fullAddress = write.note(mapping.text("postalAddress", `${at}.address.fullAddress`));
  const contact = presentMembers({
    emailAddress: email === undefined ? undefined : [{ id: `mailto:${email}`, type: "Mailbox" }],
    phone: phoneNumber === undefined ? undefined : [{ type: "Phone", phoneNumber }],
    address: fullAddress && [{ type: "Address", fullAddress }],
  });
  return Object.keys(contact).length === 0 ? undefined : contact;
}
