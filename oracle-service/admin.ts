#!/usr/bin/env node
import { existsSync } from "node:fs";
import { z } from "zod";
import { StoreVariables, storePlace } from "./config/storePlace.ts";
import { checkAudit, exportAudit } from "./governance/auditLog.ts";
import { backUp } from "./store/backUp.ts";
import type { Store } from "./store/openStore.ts";
import { openStore } from "./store/openStore.ts";
import { restore } from "./store/restore.ts";
import type { StorePlace } from "./store/StorePlace.ts";

const USAGE = `Usage: node oracle-service/admin.ts COMMAND

  backup FILE    copy the store into a new file, while the service runs
  restore FILE   put a backup in place of a store that does not exist, or is empty
  audit [HASH]   check the audit log; HASH was noted earlier and has to be in it
  export         write the audit log, one entry a line

The store is where DATABASE_URL or CSCSS_SERVICE_STORE says.
`;

type Act = (place: StorePlace, argument: string) => Promise<void>;

/** What each does, and how many arguments it takes. */
const COMMANDS: Readonly<Record<string, { readonly act: Act; readonly least: number; readonly most: number }>> = {
  backup: { act: backUp, least: 1, most: 1 },
  restore: { act: restore, least: 1, most: 1 },
  audit: { act: audit, least: 0, most: 1 },
  export: { act: exportLog, least: 0, most: 0 },
};

const [name = "", ...rest] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
const { data, error } = z.object(StoreVariables).safeParse(process.env);
if (command === undefined || rest.length < command.least || rest.length > command.most) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else if (data === undefined) {
  for (const { path, message } of error.issues) process.stderr.write(`${path.join(".")} ${message}\n`);
  process.exitCode = 2;
} else {
  await run(() => command.act(storePlace(data), rest[0] ?? ""));
}

async function audit(place: StorePlace, head: string): Promise<void> {
  await withStore(place, async (store) => {
    const check = await checkAudit(store, head === "" ? undefined : head);
    if (!check.whole) throw new Error(`The audit log is broken at entry ${check.sequence}: ${check.problem}.`);
    process.stdout.write(`${check.entries} entries, whole. Note the newest hash elsewhere: ${check.head}\n`);
  });
}

async function exportLog(place: StorePlace): Promise<void> {
  await withStore(place, async (store) => {
    for await (const entry of exportAudit(store)) process.stdout.write(`${JSON.stringify(entry)}\n`);
  });
}

async function withStore(place: StorePlace, act: (store: Store) => Promise<void>): Promise<void> {
  // Opening would make it.
  if (place.kind === "sqlite" && !existsSync(place.file)) throw new Error(`There is no store at ${place.file}.`);
  const store = await openStore(place);
  try {
    await act(store);
  } finally {
    await store.destroy();
  }
}

async function run(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (thrown) {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : thrown}\n`);
    process.exitCode = 1;
  }
}
