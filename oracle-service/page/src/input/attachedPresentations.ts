import { PDFDocument } from "@cantoo/pdf-lib";
import { CscssError, decodeUtf8 } from "@cscss-me/sdk";
import { looksGiven } from "./givenIn.ts";

/**
 * The presentations that are attached to a PDF, each once: more than one contradict each other. What the pages show is not
 * looked at.
 */
export async function attachedPresentations(pdf: Uint8Array): Promise<string[]> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false, ignoreEncryption: true });
  const texts = document.getAttachments().flatMap(({ data }) => textOf(data)?.trim() ?? []);
  return [...new Set(texts.filter(looksGiven))];
}

function textOf(data: Uint8Array): string | undefined {
  try {
    return decodeUtf8(data);
  } catch (error) {
    // Something else is attached: a picture, say.
    if (error instanceof CscssError) return undefined;
    throw error;
  }
}
