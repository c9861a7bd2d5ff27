import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { GovernanceService } from "../governance/GovernanceService.ts";
import { requireToken } from "../plugins/requireToken.ts";
import * as schemas from "../schemas/governance.ts";
import { Paging } from "../schemas/input.ts";
import { problems, problemsWithBody } from "../schemas/problem.ts";
import { plainJson } from "./plainJson.ts";

const tags = ["governance"];
const AUDIT_PAGE = 100;

const draft = {
  summary: "What members would sign for this decision; keeps nothing",
  tags,
  body: schemas.DraftInput,
  response: { 200: schemas.Draft, ...problemsWithBody(409) },
};
const propose = {
  summary: "Takes a decision with its first signature",
  tags,
  body: schemas.ProposeInput,
  response: { 201: schemas.DecisionReading, ...problemsWithBody(403, 404, 409) },
};
const approve = {
  summary: "Adds another member's signature",
  tags,
  params: schemas.DecisionParams,
  body: schemas.Signed,
  response: { 200: schemas.DecisionReading, ...problemsWithBody(403, 404, 409) },
};
const decisions = {
  summary: "The decisions, the newest first",
  tags,
  querystring: Paging,
  response: { 200: schemas.DecisionList, ...problems(400) },
};
const decision = {
  summary: "One decision",
  tags,
  params: schemas.DecisionParams,
  response: { 200: schemas.DecisionReading, ...problems(400, 404) },
};
const audit = {
  summary: `The audit log, oldest first, ${AUDIT_PAGE} entries at most; for holders of the review token`,
  tags,
  querystring: schemas.AuditQuery,
  response: { 200: schemas.AuditList, ...problems(400, 403) },
};

/** /v1/decisions and /v1/audit. @param reviewToken - without one, nobody reads the log here. */
export function governanceRoutes(service: GovernanceService, reviewToken: string | undefined): FastifyPluginAsyncZod {
  const onRequest = requireToken(reviewToken, "review");
  return async (app) => {
    app.post("/v1/decisions/drafts", { schema: draft }, async ({ body: { deadline, ...proposal } }) => {
      const { typedData, ...made } = await service.decisions.draft(proposal, { deadline });
      return plainDecision({ ...made, typedData: { ...typedData, primaryType: "Decision" } });
    });
    app.post("/v1/decisions", { schema: propose }, async ({ body }, reply) => {
      const { deadline, nonce, approval, ...proposal } = body;
      const made = await service.decisions.propose(proposal, { deadline, nonce: BigInt(nonce) }, approval);
      return reply.code(201).send(plainDecision(made));
    });
    app.post("/v1/decisions/:decision/approvals", { schema: approve }, async ({ params, body }) =>
      plainDecision(await service.decisions.approve(params.decision, body)),
    );
    app.get("/v1/decisions", { schema: decisions }, async ({ query }) => {
      const { total, items } = await service.decisions.list(query);
      return { total, items: items.map(plainDecision) };
    });
    app.get("/v1/decisions/:decision", { schema: decision }, async ({ params }) =>
      plainDecision(await service.decisions.read(params.decision)),
    );
    app.get("/v1/audit", { schema: audit, onRequest }, async ({ query }) => ({
      items: await service.audit(query.behind, AUDIT_PAGE),
    }));
  };
}

/** JSON has no chain integers: nonces are decimal text. */
// biome-ignore lint/suspicious/noExplicitAny: the response schemas say what it must be
const plainDecision = (value: object): any => plainJson(value);
