import type { JsonObject, JsonValue } from "./JsonValue.ts";

/** The TypeScript type of the values that a schema, written `as const`, describes. */
export type FromSchema<Schema> = Schema extends { readonly const: infer Value }
  ? Value
  : Schema extends { readonly enum: readonly (infer Value)[] }
    ? Value
    : Schema extends { readonly type: readonly (infer Name)[] }
      ? OfType<Name>
      : Schema extends { readonly prefixItems: infer Items }
        ? { -readonly [Index in keyof Items]: FromSchema<Items[Index]> }
        : Schema extends { readonly type: "array"; readonly items: infer Item }
          ? FromSchema<Item>[]
          : Schema extends { readonly type: "object"; readonly properties: infer Properties }
            ? Members<Properties, RequiredOf<Schema>>
            : Schema extends { readonly type: "object"; readonly additionalProperties: infer Value }
              ? { [name: string]: FromSchema<Value> }
              : Schema extends { readonly type: infer Name }
                ? OfType<Name>
                : JsonValue;

type OfType<Name> = Name extends keyof Types ? Types[Name] : JsonValue;

interface Types {
  string: string;
  number: number;
  integer: number;
  boolean: boolean;
  array: JsonValue[];
  object: JsonObject;
  null: null;
}

type RequiredOf<Schema> = Schema extends { readonly required: readonly (infer Name)[] } ? Name : never;

type Members<Properties, Required> = Flat<
  { -readonly [Name in keyof Properties as IfRequired<Name, Required>]: FromSchema<Properties[Name]> } & {
    -readonly [Name in keyof Properties as Name extends IfRequired<Name, Required> ? never : Name]?: FromSchema<
      Properties[Name]
    >;
  }
>;

/** `required` lists texts, and a member may be named by a number. */
type IfRequired<Name, Required> = `${Name & (string | number)}` extends Required ? Name : never;

/** One object type in place of an intersection, as an editor shows it. */
type Flat<Type> = { [Name in keyof Type]: Type[Name] };
