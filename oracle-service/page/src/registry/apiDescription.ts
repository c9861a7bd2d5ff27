/** A JSON Schema, as far as an example is made of it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** A value that a question takes in its path or behind its question mark. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
}

/** What openapi.json says of the service, as far as the page shows it. */
export interface ApiDescription {
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

interface Described {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
}

/** One question that the service answers. */
export interface Operation {
  /** "GET", "POST". */
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /** Of path and query; headers are the browser's. */
  readonly parameters: readonly Parameter[];
  /** The media type of what is sent with it, and its form. */
  readonly body?: { readonly type: string; readonly schema: Schema };
}

/** Every question of a description, in its order. */
export function operationsOf({ paths }: ApiDescription): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary = "", tags = [], parameters = [], requestBody }]) => {
      const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
      return {
        method: method.toUpperCase(),
        path,
        summary,
        tag: tags[0] ?? "",
        parameters: parameters.filter((parameter) => parameter.in !== "header"),
        ...(type === undefined ? {} : { body: { type, schema: content?.schema ?? {} } }),
      };
    }),
  );
}

/** Where a question goes, with what was filled in; what was left empty is left out. Relative to the page. */
export function addressOf({ path, parameters }: Operation, values: ReadonlyMap<string, string>): string {
  const query = new URLSearchParams();
  for (const { name, in: place } of parameters) {
    const value = values.get(name) ?? "";
    if (place === "query" && value !== "") query.set(name, value);
  }
  const filled = path.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(values.get(name) ?? ""));
  const behind = query.size === 0 ? "" : `?${query}`;
  return `${filled.slice(1)}${behind}`;
}

/** A value of this form to begin with: all that has to be there, and nothing else. */
export function exampleOf(schema: Schema, description: ApiDescription): unknown {
  const { $ref, anyOf, oneOf, type, properties = {}, required = [], items } = schema;
  const [first] = anyOf ?? oneOf ?? [];
  if (first !== undefined) return exampleOf(first, description);
  if ($ref !== undefined) {
    const named = description.components?.schemas?.[$ref.split("/").at(-1) ?? ""];
    return named === undefined ? null : exampleOf(named, description);
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  if (type === "object") {
    return Object.fromEntries(required.map((name) => [name, exampleOf(properties[name] ?? {}, description)]));
  }
  if (type === "array") return (schema.minItems ?? 0) > 0 && items ? [exampleOf(items, description)] : [];
  if (type === "string") return "";
  if (type === "integer" || type === "number") return schema.minimum ?? 0;
  return type === "boolean" ? false : null;
}
