import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { categorySchemaOf } from "../../sdk/credential/categorySchemaOf.ts";
import type { CategoryName, RecordTypeName } from "../../sdk/credential/recordTypes.ts";
import { CATEGORIES, RECORD_TYPES } from "../../sdk/credential/recordTypes.ts";
import { schemaOf } from "../../sdk/credential/schemaOf.ts";

// Writes every schema as a file of its own, for whoever validates claims in another language. A file that changes, other
// than by a field more, is a change of what issuers have signed under its id: then the version has to rise.
const folder = join(import.meta.dirname, "schemas");
mkdirSync(folder, { recursive: true });
const types = (Object.keys(RECORD_TYPES) as RecordTypeName[]).map(schemaOf);
const categories = (Object.keys(CATEGORIES) as CategoryName[]).map(categorySchemaOf);
for (const schema of [...types, ...categories]) {
  const [, name, version] = /^urn:cscss-me:schema:([a-z-]+):([0-9]+)$/.exec(schema.$id ?? "") ?? [];
  writeFileSync(join(folder, `${name}-${version}.json`), `${JSON.stringify(schema, null, 2)}\n`);
}
