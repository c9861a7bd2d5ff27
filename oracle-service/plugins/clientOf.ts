import { normalizeIP } from "@fastify/rate-limit";
import type { FastifyRequest } from "fastify";

/** Who asks, as limits tell clients apart: an address; of IPv6 one /64. */
export function clientOf(request: FastifyRequest): string {
  return normalizeIP(request.ip);
}
