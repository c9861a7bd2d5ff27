import type { Node } from "@cscss-me/sdk";
import { certificateOf, qrModules, readCertificate, writeCertificate } from "@cscss-me/sdk/document";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import { organizationAt } from "../shared/organizationAt.ts";

/** What a certificate is made of. */
export interface PdfContent {
  /** What it carries for verifiers. */
  readonly presentation: string;
  /** Printed as a QR code where it fits into one. */
  readonly link: string | undefined;
  /** Unix seconds; 0 for no end. */
  readonly until: number;
  /** For scripts the certificate's own font lacks. */
  readonly fonts: readonly Uint8Array[];
}

/**
 * Writes a printable certificate, and only if an employer's reader gets the presentation back from it.
 *
 * @returns whether some letters are in none of the fonts.
 * @throws ERR_FILE, ERR_DOCUMENT, ERR_ISSUER_UNKNOWN; ERR_NODE_*
 */
export async function writePdf(node: Node, file: string, content: PdfContent): Promise<{ readonly cut: boolean }> {
  const { presentation, link, until, fonts } = content;
  const printable = link !== undefined && qrModules(link) !== undefined ? { link } : {};
  const facts = { presentation, until, ...printable };
  const certificate = await certificateOf((address) => organizationAt(node, address), facts);
  const { bytes, cut } = await writeCertificate(certificate, { fonts, now: new Date() });
  if (readCertificate(bytes) !== presentation) throw new Error("The certificate does not give back what it shows.");
  writeFileSafely(file, bytes);
  return { cut };
}
