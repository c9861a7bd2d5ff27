import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { ServiceError } from "../errors/ServiceError.ts";

/**
 * Lets only those pass who hold the review token.
 *
 * @throws ERR_FORBIDDEN, also where no token was set.
 */
export function requireReviewer(token: string | undefined): (request: FastifyRequest) => Promise<void> {
  const wanted = token === undefined ? undefined : digest(`Bearer ${token}`);
  return async ({ headers }) => {
    // Digests are of one length, and tell by their comparison nothing of what was compared.
    const isReviewer = wanted !== undefined && timingSafeEqual(wanted, digest(headers.authorization ?? ""));
    if (!isReviewer) throw new ServiceError("ERR_FORBIDDEN", "The review token is missing or wrong.");
  };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
