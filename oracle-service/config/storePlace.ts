import { z } from "zod";
import type { StorePlace } from "../store/StorePlace.ts";

/** The variables that say where the store is. */
export const StoreVariables = {
  // The message does not repeat the URL, which may hold a password.
  DATABASE_URL: z
    .string()
    .refine(isPostgres, "must be a postgres:// or postgresql:// URL with a host and a database")
    .optional(),
  CSCSS_SERVICE_STORE: z.string().min(1, "must be the path of a file").default("oracle-service.db"),
};

/** PostgreSQL where DATABASE_URL names one, else a file. */
export function storePlace(data: {
  readonly DATABASE_URL?: string | undefined;
  readonly CSCSS_SERVICE_STORE: string;
}): StorePlace {
  const { DATABASE_URL: url, CSCSS_SERVICE_STORE: file } = data;
  return url === undefined ? { kind: "sqlite", file } : { kind: "postgres", url };
}

function isPostgres(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return /^postgres(?:ql)?:$/.test(url?.protocol ?? "") && url?.hostname !== "" && (url?.pathname.length ?? 0) > 1;
}
