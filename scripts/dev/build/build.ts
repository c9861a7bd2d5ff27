// npm run build: compiles the contracts with their tests, and makes sdk/generated of them.
import { buildContracts } from "./buildContracts.ts";

await buildContracts({ tests: true });
