import type { Certificate } from "./Certificate.ts";

/**
 * Writes a printable certificate, with the presentation as an attachment and its link as a QR code.
 *
 * The libraries that write PDFs are loaded here and not before: who only reads needs none of them.
 *
 * @param options.fonts - the bytes of TrueType or OpenType fonts for scripts the built-in font lacks.
 * @param options.now - for the file's dates.
 * @returns the PDF, and whether letters are missing, for which a sign stands.
 * @throws ERR_DOCUMENT for a font that is none, or more than 50 pages; ERR_LINK for a link too long for one QR code.
 * @example
 * const { bytes } = await writeCertificate(certificate, { fonts: [], now: new Date(now * 1000) });
 */
export async function writeCertificate(
  certificate: Certificate,
  options: { readonly fonts: readonly Uint8Array[]; readonly now: Date },
): Promise<{ bytes: Uint8Array; cut: boolean }> {
  const { layOutCertificate } = await import("./layOutCertificate.ts");
  return layOutCertificate(certificate, options);
}
