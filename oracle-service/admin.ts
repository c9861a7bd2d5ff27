import { z } from "zod";
import { StoreVariables, storePlace } from "./config/storePlace.ts";
import { backUp } from "./store/backUp.ts";
import type { StorePlace } from "./store/openStore.ts";
import { restore } from "./store/restore.ts";

const USAGE = `Usage: node oracle-service/admin.ts COMMAND

  backup FILE    copy the store into a new file, while the service runs
  restore FILE   put a backup in place of a store that does not exist, or is empty

The store is where DATABASE_URL or CSCSS_SERVICE_STORE says.
`;

type Act = (place: StorePlace, file: string) => Promise<void>;

const COMMANDS: Readonly<Record<string, Act>> = {
  backup: backUp,
  restore,
};

const [name = "", file, ...more] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
const { data, error } = z.object(StoreVariables).safeParse(process.env);
if (command === undefined || file === undefined || more.length > 0) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else if (data === undefined) {
  for (const { path, message } of error.issues) process.stderr.write(`${path.join(".")} ${message}\n`);
  process.exitCode = 2;
} else {
  await run(() => command(storePlace(data), file));
}

async function run(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (thrown) {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : thrown}\n`);
    process.exitCode = 1;
  }
}
