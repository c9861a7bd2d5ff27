/** What can go wrong between a client and the service. Everything of the protocol has its codes in the SDK. */
export const SERVICE_ERROR_CODES = {
  ERR_APPLICATION_UNKNOWN: {
    status: 404,
    why: "There is no such application.",
    solve: "GET /v1/applications lists what there is.",
  },
  ERR_ATTRIBUTE_UNKNOWN: {
    status: 404,
    why: "The issuer has no attribute with this hash.",
    solve: "GET /trusted-issuers-registry/v5/issuers/{did}/attributes lists what there is.",
  },
  ERR_BODY_SIZE: {
    status: 413,
    why: "The body is larger than this service takes.",
    solve: "Send less at a time.",
  },
  ERR_DECISION: {
    status: 409,
    why: "The decision cannot be taken.",
    solve: "The detail says why; make a new draft with POST /v1/decisions/drafts.",
  },
  ERR_DECISION_UNKNOWN: {
    status: 404,
    why: "There is no such decision.",
    solve: "GET /v1/decisions lists what there is.",
  },
  ERR_EVIDENCE: {
    status: 409,
    why: "The papers are not those that an application on chain names.",
    solve: "Apply on chain with the keccak256 of exactly these bytes, then send them again.",
  },
  ERR_FORBIDDEN: {
    status: 403,
    why: "This is for those who run the service or review applications.",
    solve: "Send the token of this service that the detail names, as Authorization: Bearer.",
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
  ERR_NOT_A_MEMBER: {
    status: 403,
    why: "Only members of the Council may do this.",
    solve: "Sign with an account that the Council's contract names as a member.",
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
  ERR_PAPERS_FULL: {
    status: 507,
    why: "The service keeps no more papers.",
    solve: "Tell whoever runs it, who can raise CSCSS_SERVICE_PAPERS_TOTAL_BYTES; send the papers again then.",
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
  ERR_SIGNATURE_WRONG: {
    status: 403,
    why: "The signature is not the member's over this very message.",
    solve: "Sign the typed data of the draft, or of the decision, unchanged.",
  },
  ERR_STOPPING: {
    status: 503,
    why: "The service is being stopped.",
    solve: "Try again after the time in Retry-After.",
  },
  ERR_STORE_UNREACHABLE: {
    status: 503,
    why: "The service's store does not answer.",
    solve: "Try again after the time in Retry-After. Who runs the service should look at its database.",
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
