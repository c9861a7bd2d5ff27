import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from "fastify-type-provider-zod";

// TypeScript's readonly says something about our code, JSON Schema's readOnly something about who may send a member.
const zodToJsonConfig = {
  override: ({ jsonSchema }: { jsonSchema: object }) => void Reflect.deleteProperty(jsonSchema, "readOnly"),
};
const nameSchemas = createJsonSchemaTransformObject({ zodToJsonConfig });

/** Describes all routes that are registered after it, and serves the description at /openapi.json. */
export async function describeRoutes(app: FastifyInstance, network: { readonly name: string }): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "CSCSS ME oracle service",
        version: "1",
        description: `Who may issue what on "${network.name}", and whether a presentation holds.`,
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      tags: [
        { name: "registry", description: "Who may issue what, now and on any earlier day" },
        { name: "ebsi", description: "The same, as EBSI's Trusted Issuers Registry v5 shows it" },
        { name: "trqp", description: "The same, as ToIP's Trust Registry Query Protocol 2.0 asks it" },
        { name: "verification", description: "Asking holders, and checking what they present" },
        { name: "governance", description: "The Council's work: applications, reviews, decisions" },
        { name: "catalogue", description: "What can be asked for" },
        { name: "operation", description: "For whoever runs the service" },
      ],
    },
    transform: createJsonSchemaTransform({ zodToJsonConfig }),
    transformObject: (document) => withoutInputs(nameSchemas(document)),
  });
  app.get("/openapi.json", { schema: { hide: true } }, async () => app.swagger());
}

/** The library writes each named schema a second time, as input; none of ours is one. */
function withoutInputs<Document extends object>(document: Document): Document {
  const { components = {} } = document as { components?: { schemas?: object } };
  const schemas = Object.entries(components.schemas ?? {}).filter(([name]) => !name.endsWith("Input"));
  return { ...document, components: { ...components, schemas: Object.fromEntries(schemas) } };
}
