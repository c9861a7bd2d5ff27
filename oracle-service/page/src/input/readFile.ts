import { decodeUtf8 } from "@cscss-me/sdk";

/** More is no presentation, but would be read into memory. */
export const MOST_MEGABYTES = 20;

/** What kept a file from being read, in a form the page has words for. */
export type FileProblem =
  | { readonly kind: "tooLarge" }
  | { readonly kind: "nothingInside" }
  | { readonly kind: "contradicts" }
  | { readonly kind: "unreadable"; readonly problem: string };

/**
 * The text a file carries: of a PDF the attached presentation, of a picture its QR code, of anything else itself. What
 * only few need is loaded when it is needed.
 */
export async function readFile(file: File): Promise<string | FileProblem> {
  if (file.size > MOST_MEGABYTES * 1_000_000) return { kind: "tooLarge" };
  try {
    const [text, other] = await textsOf(file);
    if (text === undefined) return { kind: "nothingInside" };
    return other === undefined ? text : { kind: "contradicts" };
  } catch (error) {
    return { kind: "unreadable", problem: error instanceof Error ? error.message : String(error) };
  }
}

async function textsOf(file: File): Promise<(string | undefined)[]> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (startsWith(bytes, "%PDF-")) return (await import("./attachedPresentations.ts")).attachedPresentations(bytes);
  if (file.type.startsWith("image/")) return [await (await import("./readQr.ts")).readQrOfPicture(file)];
  return [decodeUtf8(bytes)];
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return [...text].every((character, index) => bytes[index] === character.charCodeAt(0));
}
