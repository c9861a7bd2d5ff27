/** The value as JSON carries it; evidence may hold chain integers, which are written as decimal text. */
export function plainJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value, (_, member) => (typeof member === "bigint" ? member.toString() : member)));
}
