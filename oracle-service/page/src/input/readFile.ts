import { CscssError, decodeUtf8 } from "@cscss-me/sdk";

/** More is no presentation, but would be read into memory. */
export const MOST_MEGABYTES = 20;

/** What kept a file from being read, in a form the page has words for. */
export type FileProblem =
  | { readonly kind: "tooLarge" }
  | { readonly kind: "nothingInside" }
  | { readonly kind: "contradicts" }
  | { readonly kind: "unreadable"; readonly problem: string };

/**
 * The text a file carries: of a PDF the presentation that is attached or printed as a QR code, of a picture its QR code, of
 * anything else itself. What only few need is loaded when it is needed.
 */
export async function readFile(file: File): Promise<string | FileProblem> {
  if (file.size > MOST_MEGABYTES * 1_000_000) return { kind: "tooLarge" };
  try {
    return (await textOf(file)) ?? { kind: "nothingInside" };
  } catch (error) {
    return problemOf(error);
  }
}

async function textOf(file: File): Promise<string | undefined> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (startsWith(bytes, "%PDF-")) return (await import("./readPdf.ts")).readPdf(bytes);
  if (file.type.startsWith("image/")) return (await import("./readQr.ts")).readQrOfPicture(file);
  return decodeUtf8(bytes);
}

function problemOf(error: unknown): FileProblem {
  const found = error instanceof CscssError ? error.details.found : undefined;
  if (found === "nothing") return { kind: "nothingInside" };
  if (found === "contradiction") return { kind: "contradicts" };
  return { kind: "unreadable", problem: error instanceof Error ? error.message : String(error) };
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return [...text].every((character, index) => bytes[index] === character.charCodeAt(0));
}
