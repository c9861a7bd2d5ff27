/** What can go wrong between a client and the service. Everything of the protocol has its codes in the SDK. */
export const SERVICE_ERROR_CODES = {
  ERR_ATTRIBUTE_UNKNOWN: {
    status: 404,
    why: "The issuer has no attribute with this hash.",
    solve: "GET /trusted-issuers-registry/v5/issuers/{did}/attributes lists what there is.",
  },
  ERR_BODY_SIZE: {
    status: 413,
    why: "The body is larger than this service takes.",
    solve: "Send one presentation at a time.",
  },
  ERR_HTTP: {
    status: 400,
    why: "The request is not HTTP as this service takes it.",
    solve: "Use an ordinary HTTP client, and a path from /openapi.json.",
  },
  ERR_HTTP_HEADERS: {
    status: 431,
    why: "The request's headers are larger than this service takes.",
    solve: "Send fewer or shorter headers.",
  },
  ERR_INTERNAL: {
    status: 500,
    why: "The service made a mistake.",
    solve: "Report it with the instance of this answer; the service's log has more under it.",
  },
  ERR_MEDIA_TYPE: {
    status: 415,
    why: "The body is not application/json.",
    solve: "Send JSON, and say so in Content-Type.",
  },
  ERR_NOT_FOUND: {
    status: 404,
    why: "There is nothing at this path for this method.",
    solve: "/openapi.json lists what there is.",
  },
  ERR_OVERLOADED: {
    status: 503,
    why: "The service is working on as many requests as it may.",
    solve: "Try again after the time in Retry-After.",
  },
  ERR_QUERY_UNKNOWN: {
    status: 404,
    why: "This registry does not answer for that authority, action or resource.",
    solve: "The detail says what can be asked.",
  },
  ERR_RATE: {
    status: 429,
    why: "Too many requests came from this address.",
    solve: "Try again after the time in Retry-After.",
  },
  ERR_REQUEST_UNKNOWN: {
    status: 404,
    why: "No presentation request with this nonce waits here: it was made elsewhere, has expired, or was forgotten at a restart.",
    solve: "Make a new request with POST /v1/requests.",
  },
  ERR_STOPPING: {
    status: 503,
    why: "The service is being stopped.",
    solve: "Try again after the time in Retry-After.",
  },
  ERR_TIMEOUT: {
    status: 503,
    why: "The answer took longer than the service lets it.",
    solve: "Try again after the time in Retry-After.",
  },
  ERR_TOO_SLOW: {
    status: 408,
    why: "The request did not arrive in time.",
    solve: "Send it again, without pauses.",
  },
} as const;

/** The stable codes of ServiceError. */
export type ServiceErrorCode = keyof typeof SERVICE_ERROR_CODES;
