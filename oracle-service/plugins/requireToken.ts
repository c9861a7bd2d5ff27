import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { ServiceError } from "../errors/ServiceError.ts";

/**
 * Lets only those pass who hold a token of this service.
 *
 * @param token - without one, nobody passes.
 * @throws ERR_FORBIDDEN naming which token it takes.
 */
export function requireToken(
  token: string | undefined,
  name: "review" | "metrics",
): (request: FastifyRequest) => Promise<void> {
  const wanted = token === undefined ? undefined : digest(`Bearer ${token}`);
  return async ({ headers }) => {
    // Digests are of one length, and tell by their comparison nothing of what was compared.
    const isHolder = wanted !== undefined && timingSafeEqual(wanted, digest(headers.authorization ?? ""));
    if (!isHolder) throw new ServiceError("ERR_FORBIDDEN", `The ${name} token is missing or wrong.`);
  };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
