import { readTextFile } from "../files/readTextFile.ts";

const LARGEST = 1_000_000;

/** The presentation in a file, on stdin ("-"), after the # of a link, or given as it is. @throws ERR_FILE */
export async function readPresentation(source: string, stdin: AsyncIterable<Buffer>): Promise<string> {
  if (source === "-") return afterHash(await readAll(stdin));
  const given = source.includes("#") || source.includes("~");
  return afterHash(given ? source : readTextFile(source));
}

/** Nothing of a link but its fragment is looked at: no address in it is ever fetched. */
function afterHash(text: string): string {
  const trimmed = text.trim();
  return trimmed.slice(trimmed.indexOf("#") + 1);
}

async function readAll(stdin: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stdin) {
    size += part.length;
    // More is no presentation; the verifier says so of what is there.
    if (size > LARGEST) break;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
