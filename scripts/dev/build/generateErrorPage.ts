import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { errorPage } from "./errorPage.ts";

writeFileSync(join(import.meta.dirname, "..", "..", "..", "docs", "ERRORS.md"), errorPage());
