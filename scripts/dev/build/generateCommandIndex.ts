import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../ci/runCommand.ts";
import { commandIndex } from "./commandIndex.ts";

writeFileSync(join(ROOT, "scripts", "cli", "commandIndex.ts"), await commandIndex());
