import { CscssError } from "@cscss-me/sdk";
import { findQr, pictureKind, readCertificate, readPicture } from "@cscss-me/sdk/document";
import type { LinkContent, PresentationRequest } from "@cscss-me/sdk/verify";
import { LINK_BASE, looksLikeLink, MARK, parseLink, parseRequest } from "@cscss-me/sdk/verify";
import { readStdin } from "../files/readStdin.ts";
import { readBytesFile } from "../files/readTextFile.ts";
import { usageError } from "../terminal/usageError.ts";

const LARGEST = 32 * 1024 * 1024;
const LONGEST_TEXT = 1_000_000;

/**
 * The presentation that somebody received: a PDF, a picture of a QR code, a link or its fragment, or a text, in a file
 * or on stdin ("-"), or given as it is. No address in it is ever opened.
 *
 * @throws ERR_FILE; ERR_DOCUMENT, ERR_LINK; ERR_USAGE for a request, which presents nothing.
 */
export async function readPresentation(source: string, stdin: AsyncIterable<Buffer>): Promise<string> {
  const content = await readContent(source, stdin);
  if ("presentation" in content) return content.presentation;
  throw usageError("That is a request. Answer it with cscss wallet share --request, and verify the answer.", "verify");
}

/** The request in a file, a link or a picture of a QR code. @throws ERR_FILE, ERR_LINK, ERR_DOCUMENT, ERR_REQUEST, ERR_JSON; ERR_USAGE */
export async function readRequest(source: string, stdin: AsyncIterable<Buffer>): Promise<PresentationRequest> {
  const content = await readContent(source, stdin);
  if ("request" in content) return content.request;
  throw usageError("That is a presentation, not a request. Verify it with cscss verify.");
}

async function readContent(source: string, stdin: AsyncIterable<Buffer>): Promise<LinkContent> {
  if (source === "-") return contentOfBytes(await readStdin(stdin, LARGEST));
  if (looksLikeLink(source) || source.startsWith(MARK) || looksLikePresentation(source)) return contentOfText(source);
  return contentOfBytes(readBytesFile(source));
}

/** Whether a text is a presentation itself: the name of a file may hold a tilde too. */
export function looksLikePresentation(text: string): boolean {
  return /^\s*[\w-]+\.[\w-]+\.[\w-]+~/.test(text) && text.length > 200;
}

/** What a file holds, by its first bytes; its name says nothing. @throws ERR_DOCUMENT, ERR_LINK, ERR_REQUEST, ERR_JSON */
export function contentOfBytes(bytes: Uint8Array): LinkContent {
  if (bytes.length > LARGEST) throw refuse(`has more than ${LARGEST} bytes`);
  if (Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-") return { presentation: readCertificate(bytes) };
  if (pictureKind(bytes) !== undefined) {
    const text = findQr(readPicture(bytes));
    if (text === undefined) throw refuse("is a picture in which no QR code was found");
    return contentOfText(text);
  }
  if (bytes.length > LONGEST_TEXT) throw refuse(`is neither a PDF nor a picture, and longer than any text of ours`);
  return contentOfText(Buffer.from(bytes).toString("utf8"));
}

function contentOfText(text: string): LinkContent {
  const trimmed = text.trim();
  if (looksLikeLink(trimmed)) return parseLink(trimmed);
  if (trimmed.startsWith(MARK)) return parseLink(LINK_BASE + trimmed);
  if (trimmed.startsWith("{")) return { request: parseRequest(trimmed) };
  return { presentation: trimmed };
}

function refuse(problem: string): CscssError {
  return new CscssError("ERR_DOCUMENT", `What was given ${problem}.`, { details: { problem } });
}
