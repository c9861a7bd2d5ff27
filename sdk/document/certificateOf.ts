import { decodeDisclosure } from "../disclosure/decodeDisclosure.ts";
import { decodePresentation } from "../presentation/decodePresentation.ts";
import type { OrganizationSummary } from "../registry/Standing.ts";
import { standingInWords } from "../registry/standingInWords.ts";
import { timeInWords } from "../words/chainWords.ts";
import { claimLabel, claimValue } from "../words/claimsInWords.ts";
import type { Certificate } from "./Certificate.ts";

/**
 * What a certificate says of a standing presentation: who issued it, what is shown, for whom and until when.
 *
 * @param issuerOf - tells of an organization by its address, for instance from readOrganizations.
 * @param shown.link - the same presentation as a link, for the QR code.
 * @param shown.until - Unix seconds: the end of its grant.
 * @returns what writeCertificate prints.
 * @throws ERR_DISCLOSURE_FORMAT, ERR_TOKEN_*, ERR_CREDENTIAL, ERR_KEY_BINDING for what is no presentation; what
 * issuerOf throws.
 * @example
 * const issuerOf = async (address: string) => (await readIssuer(openNode(chain), address, { now })).issuer;
 * const certificate = await certificateOf(issuerOf, { presentation, link: makeLink({ presentation }), until: deadline });
 */
export async function certificateOf(
  issuerOf: (address: string) => Promise<OrganizationSummary>,
  shown: { readonly presentation: string; readonly link?: string; readonly until: number },
): Promise<Certificate> {
  const { presentation, link, until } = shown;
  const { credential, disclosures, keyBinding } = decodePresentation(presentation);
  const claims = disclosures.map(decodeDisclosure).map(({ name, value }) => ({ name, text: claimValue(value) }));
  const issuer = await issuerOf(credential.issuer.address);
  const { recordType, validUntil } = credential;
  const kind = claimLabel(recordType);
  const { grant, iat } = keyBinding.claims;
  const audience = grant?.audience ?? "any";
  return {
    title: claims.find(({ name }) => name === "awardTitle")?.text ?? kind,
    facts: [
      ["Record", kind],
      ["Issued by", `${issuer.name} (${issuer.country}), ${standingInWords(issuer.standing)} on ${timeInWords(iat)}`],
      ...(validUntil === undefined ? [] : [["Valid until", timeInWords(validUntil)] as const]),
      ["Released to", audience === "any" ? "anybody who has it" : audience],
      ["For", grant?.purpose ?? ""],
      ["Can be verified until", `${timeInWords(until)}, unless its holder takes it back`],
    ],
    claims: claims.map(({ name, text }) => [claimLabel(name), text] as const),
    presentation,
    ...(link === undefined ? {} : { link }),
    advice: `Paper proves nothing: verify it, and believe what the verification shows. ${waysToVerify(link)}`,
  };
}

function waysToVerify(link: string | undefined): string {
  if (link === undefined) return "It is too large for a QR code. Verify the PDF file itself: cscss verify FILE";
  const scan = link.startsWith("http") ? "Scan the code with a phone, or verify" : "Verify";
  return `${scan} the PDF file or a picture of the code: cscss verify FILE`;
}
