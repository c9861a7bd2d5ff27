import { readCertificate } from "@cscss-me/sdk/document";

/** The presentation in a PDF, as `cscss verify` finds it. A file of its own, so that only who gives a PDF loads the reader. */
export function readPdf(bytes: Uint8Array): string {
  return readCertificate(bytes);
}
