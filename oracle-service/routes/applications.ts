import { Readable } from "node:stream";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { ApplicationService } from "../governance/applications.ts";
import { requireToken } from "../plugins/requireToken.ts";
import * as schemas from "../schemas/applications.ts";
import { Paging } from "../schemas/input.ts";
import { problems, problemsWithBody } from "../schemas/problem.ts";

const tags = ["governance"];

const submit = {
  summary: "Hands in the papers of an application that waits on chain: the body is the file itself, of any media type",
  tags,
  querystring: schemas.SubmitQuery,
  headers: schemas.SubmitHeaders,
  consumes: ["application/octet-stream"],
  body: schemas.Papers,
  response: { 200: schemas.Application, 201: schemas.Application, ...problemsWithBody(404, 409, 507) },
};
const applications = {
  summary: "The applications whose papers were received, the newest first",
  tags,
  querystring: Paging,
  response: { 200: schemas.ApplicationList, ...problems(400) },
};
const application = {
  summary: "One application",
  tags,
  params: schemas.ApplicationParams,
  response: { 200: schemas.Application, ...problems(400, 404) },
};
const review = {
  summary: "The papers and the Council's notes; for holders of the review token",
  tags,
  params: schemas.ApplicationParams,
  response: { 200: schemas.Review, ...problems(400, 403, 404) },
};
const note = {
  summary: "Adds a note that a member of the Council signed",
  tags,
  params: schemas.ApplicationParams,
  body: schemas.NoteInput,
  response: { 201: schemas.Note, ...problemsWithBody(403, 404) },
};

/** /v1/applications. @param reviewToken - without one, nobody reads papers and notes here. */
export function applicationRoutes(service: ApplicationService, reviewToken: string | undefined): FastifyPluginAsyncZod {
  const onRequest = requireToken(reviewToken, "review");
  return async (app) => {
    await app.register(submitRoute(service));
    app.get("/v1/applications", { schema: applications }, ({ query }) => service.list(query));
    app.get("/v1/applications/:application", { schema: application }, ({ params }) => service.read(params.application));
    app.get("/v1/applications/:application/review", { schema: review, onRequest }, ({ params }) =>
      service.review(params.application),
    );
    app.post("/v1/applications/:application/notes", { schema: note }, async ({ params, body }, reply) =>
      reply.code(201).send(await service.note(params.application, body)),
    );
  };
}

/** Takes papers as they are, and reads them only when the chain says that they are waited for. */
function submitRoute(service: ApplicationService): FastifyPluginAsyncZod {
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", async (_request: unknown, payload: Readable) => payload);
    app.post("/v1/applications", { schema: submit, config: { papers: true } }, async (request, reply) => {
      const { body = Readable.from([]), headers, query } = request;
      const papers = { ...query, mediaType: headers["content-type"], papers: body as Readable };
      const { isNew, application: found } = await service.submit(papers);
      return reply.code(isNew ? 201 : 200).send(found);
    });
  };
}
