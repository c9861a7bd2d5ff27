import { CscssError } from "@cscss-me/sdk";
import type { RecordRequest } from "@cscss-me/sdk/wallet";
import { documentHash, parseRecordRequest } from "@cscss-me/sdk/wallet";
import { jsonFilesIn } from "../files/jsonFilesIn.ts";
import { readBytesFile, readTextFile } from "../files/readTextFile.ts";

/** A request and the file it came in. */
export interface FiledRequest {
  readonly file: string;
  readonly request: RecordRequest;
}

/** Reads requests for records from files and folders of files (*.json). @throws ERR_CONSENT, ERR_FILE naming the file. */
export function readRecordRequests(
  paths: readonly string[],
  expected: { readonly chainId: number; readonly organization: string },
): FiledRequest[] {
  return paths.flatMap(jsonFilesIn).map((file) => ({ file, request: readRecordRequest(file, expected) }));
}

/** Reads one request that is meant for this organization. @throws ERR_CONSENT, ERR_FILE */
export function readRecordRequest(
  file: string,
  { chainId, organization }: { readonly chainId: number; readonly organization: string },
): RecordRequest {
  const fail = (message: string, cause?: unknown): CscssError =>
    new CscssError("ERR_CONSENT", `${file}: ${message}`, { cause, details: { file } });
  let request: RecordRequest;
  try {
    request = parseRecordRequest(readTextFile(file));
  } catch (error) {
    if (error instanceof CscssError && error.code !== "ERR_FILE") throw fail(error.message, error);
    throw error;
  }
  if (request.chainId !== chainId) throw fail(`It was signed for chain ${request.chainId}.`);
  if (request.organization !== organization) throw fail(`It asks another organization: ${request.organization}.`);
  return request;
}

/**
 * Makes sure that the papers handed over are those the holder's request names, all of them and no others.
 *
 * @returns the salted hashes, for the claim `evidence`.
 * @throws ERR_PAPERS naming the paper.
 */
export function checkDocuments({ documents }: RecordRequest, files: readonly string[]): string[] {
  const contents = files.map((file) => ({ file, content: readBytesFile(file), known: false }));
  for (const { name, salt, hash } of documents) {
    const found = contents.find((one) => !one.known && documentHash(salt, one.content) === hash);
    if (found === undefined) {
      throw new CscssError("ERR_PAPERS", `None of the papers is "${name}", as the request has it.`, {
        details: { name },
      });
    }
    found.known = true;
  }
  const strange = contents.find(({ known }) => !known);
  if (strange === undefined) return documents.map(({ hash }) => hash);
  throw new CscssError("ERR_PAPERS", `The request does not name ${strange.file}.`, { details: { file: strange.file } });
}
