import { PDFDocument } from "@cantoo/pdf-lib";
import { decodeUtf8 } from "../../../../sdk/bytes/utf8.ts";
import { CscssError } from "../../../../sdk/errors/CscssError.ts";
import { looksGiven } from "./givenIn.ts";

/** The presentation that is attached to a PDF; undefined if none is. What the pages show is not looked at. */
export async function attachedPresentation(pdf: Uint8Array): Promise<string | undefined> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false, ignoreEncryption: true });
  return document
    .getAttachments()
    .map(({ data }) => textOf(data))
    .find((text) => text !== undefined && looksGiven(text));
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
