import type { Certificate } from "./Certificate.ts";

/**
 * Writes a printable certificate, with the presentation as an attachment and its link as a QR code.
 *
 * The libraries that write PDFs are loaded here and not before: who only reads needs none of them.
 *
 * @param options.fonts - the bytes of TrueType or OpenType fonts for scripts the built-in font lacks.
 * @param options.now - for the file's dates.
 * @returns the PDF, and whether letters are missing, for which a sign stands.
 */
export async function writeCertificate(
  certificate: Certificate,
  options: { readonly fonts: readonly Uint8Array[]; readonly now: Date },
): Promise<{ bytes: Uint8Array; cut: boolean }> {
  const { layOutCertificate } = await import("./layOutCertificate.ts");
  return layOutCertificate(certificate, options);
}
