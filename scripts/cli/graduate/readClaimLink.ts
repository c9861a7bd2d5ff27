import type { ClaimLink } from "@cscss-me/sdk/interim";
import { parseClaimLink } from "@cscss-me/sdk/interim";
import { readStdin } from "../files/readStdin.ts";
import { readTextFile } from "../files/readTextFile.ts";

const LONGEST = 4096;

/**
 * The claim link in a file or on stdin ("-"), or given as it is: then whoever else uses the machine can see it while the
 * command runs.
 *
 * @throws ERR_CLAIM_LINK; ERR_FILE; ERR_DOCUMENT for a very long one.
 */
export async function readClaimLink(source: string, stdin: AsyncIterable<Buffer>): Promise<ClaimLink> {
  if (source === "-") return parseClaimLink(Buffer.from(await readStdin(stdin, LONGEST)).toString("utf8"));
  return parseClaimLink(source.includes("#") ? source : readTextFile(source));
}
