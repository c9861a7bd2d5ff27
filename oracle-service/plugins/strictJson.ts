import { decodeUtf8, parseJsonStrict } from "@cscss-me/sdk";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** More than any body of ours has, a note of 10,000 escaped characters too; reading them takes some milliseconds. */
const MOST_PARTS = 20_000;

/** Bodies are strict JSON, and nothing else is taken: two readers must not see two things in one body. */
export function takeStrictJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  // As bytes: decoding them for us, fastify would put a replacement for what is not UTF-8.
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, async (_request: FastifyRequest, body: Buffer) =>
    parseJsonStrict(decodeUtf8(body), { maxLength: body.length, maxParts: MOST_PARTS }),
  );
}
