import { runBench } from "./runBench.ts";

// npm run bench [-- --json] [-- --only gas] [-- --rounds 7] [-- --long]
await runBench(process.argv.slice(2));
