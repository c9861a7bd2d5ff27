import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import { ServiceError } from "../errors/ServiceError.ts";
import type { ServiceErrorCode } from "../errors/serviceErrorCodes.ts";
import { SERVICE_ERROR_CODES } from "../errors/serviceErrorCodes.ts";
import { toProblem } from "../errors/toProblem.ts";

const CODES: Readonly<Record<string, ServiceErrorCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: "ERR_TOO_SLOW",
  HPE_HEADER_OVERFLOW: "ERR_HTTP_HEADERS",
};
const STATUS_TEXT: Readonly<Record<number, string>> = {
  400: "Bad Request",
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
};

/** Answers what never became a request: too slow, too large, or no HTTP. */
export function refuseConnection(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const code = CODES[error.code ?? ""] ?? "ERR_HTTP";
  const { problem } = toProblem(new ServiceError(code, SERVICE_ERROR_CODES[code].why), `urn:uuid:${randomUUID()}`);
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_TEXT[problem.status]}`,
    "Content-Type: application/problem+json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
