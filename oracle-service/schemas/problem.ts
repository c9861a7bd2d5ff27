import { z } from "zod";

export const Problem = z
  .object({
    type: z.string().describe("urn:cscss-me:error:<code>"),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().describe("Names this very answer; the service's log has more under it."),
    code: z.string().regex(/^ERR_[A-Z_]+$/),
    solve: z.string().describe("What to do about it."),
    problems: z.array(z.object({ at: z.string(), problem: z.string() })).optional(),
  })
  .meta({ id: "Problem", description: "An error, as RFC 9457 has it." });

const DESCRIPTIONS = {
  400: "Something in the request is wrong; `problems` names each.",
  403: "Whoever asks may not do this.",
  404: "It does not exist.",
  408: "The request came too slowly.",
  409: "It does not fit what is already there.",
  413: "The body is too large.",
  415: "The body is not JSON.",
  429: "Too many requests; Retry-After says when to come back.",
  500: "A mistake of the service.",
  503: "The service or its node cannot answer now; Retry-After says when to come back.",
  507: "There is no room for it.",
} as const;

type ProblemStatus = keyof typeof DESCRIPTIONS;

const ALWAYS = [429, 500, 503] as const;
const WITH_BODY = [400, 408, 413, 415] as const;

const describe = (status: ProblemStatus) => ({
  description: DESCRIPTIONS[status],
  content: { "application/problem+json": { schema: Problem } },
});

/** The errors of a route: those named, and those every route can give. */
export function problems<Status extends ProblemStatus = never>(...statuses: readonly Status[]) {
  const all = [...statuses, ...ALWAYS];
  return Object.fromEntries(all.map((status) => [status, describe(status)])) as Record<
    Status | (typeof ALWAYS)[number],
    ReturnType<typeof describe>
  >;
}

/** The errors of a route that takes a body. */
export function problemsWithBody<Status extends ProblemStatus = never>(...statuses: readonly Status[]) {
  return problems<Status | (typeof WITH_BODY)[number]>(...WITH_BODY, ...statuses);
}
