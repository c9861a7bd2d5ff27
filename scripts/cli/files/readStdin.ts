import { CscssError } from "@cscss-me/sdk";

/** Everything on stdin. @param most - bytes. @throws ERR_DOCUMENT for more */
export async function readStdin(stdin: AsyncIterable<Buffer>, most: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stdin) {
    size += part.length;
    if (size > most) {
      throw new CscssError("ERR_DOCUMENT", `What was given has more than ${most} bytes.`, { details: { most } });
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
