import type { JsonValue } from "../../json/JsonValue.ts";

/** The TypeScript type of the values that a schema, written `as const`, describes. */
export type FromSchema<Schema> = Schema extends { readonly enum: readonly (infer Value)[] }
  ? Value
  : Schema extends { readonly type: "string" }
    ? string
    : Schema extends { readonly type: "number" | "integer" }
      ? number
      : Schema extends { readonly type: "boolean" }
        ? boolean
        : Schema extends { readonly type: "array"; readonly items: infer Item }
          ? FromSchema<Item>[]
          : Schema extends { readonly type: "object"; readonly properties: infer Properties }
            ? Members<Properties, RequiredOf<Schema>>
            : JsonValue;

type RequiredOf<Schema> = Schema extends { readonly required: readonly (infer Name)[] } ? Name : never;

type Members<Properties, Required> = Flat<
  { [Name in keyof Properties as Name extends Required ? Name : never]: FromSchema<Properties[Name]> } & {
    [Name in keyof Properties as Name extends Required ? never : Name]?: FromSchema<Properties[Name]>;
  }
>;

/** One object type in place of an intersection, as an editor shows it. */
type Flat<Type> = { [Name in keyof Type]: Type[Name] };
