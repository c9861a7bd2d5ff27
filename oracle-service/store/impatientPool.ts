import type { PostgresPool, PostgresPoolClient } from "kysely";
import pg from "pg";
import { ServiceError } from "../errors/ServiceError.ts";

/** PostgreSQL's classes of error that say that the server cannot answer: connection, resources, intervention. */
const AWAY = /^(?:08|53|57)/;
const RETRY_AFTER = 5;

/**
 * A pool that gives a statement up after its time, and cuts the connection. The server's own limit is of no use on a line
 * that carries nothing any more, and the driver's would let the next statement wait on the same line.
 *
 * What cannot be reached, or does not answer, fails with ERR_STORE_UNREACHABLE.
 */
export function impatientPool(pool: pg.Pool, milliseconds: number): PostgresPool {
  function impatient(client: pg.PoolClient & Partial<Pick<pg.Client, "end">>): PostgresPoolClient {
    // Between two statements nobody else listens, and a connection that is cut then would end the process.
    client.on("error", ignore);
    async function query(sql: string, parameters: readonly unknown[]) {
      // While a statement runs, ending cuts the connection; the statement fails, and the pool drops it.
      const timer = setTimeout(() => void client.end?.(), milliseconds);
      try {
        return await client.query(sql, [...parameters]);
      } catch (error) {
        throw named(error);
      } finally {
        clearTimeout(timer);
      }
    }
    return {
      query: query as unknown as PostgresPoolClient["query"],
      release(discard) {
        client.off("error", ignore);
        client.release(discard);
      },
    };
  }

  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      try {
        return impatient(await pool.connect());
      } catch (error) {
        throw named(error);
      }
    },
  };
}

const ignore = (): undefined => undefined;

/** Whatever did not come from the server says that the server could not be asked. */
function named(error: unknown): unknown {
  if (error instanceof pg.DatabaseError && !AWAY.test(error.code ?? "")) return error;
  const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
  return new ServiceError("ERR_STORE_UNREACHABLE", `The store cannot be reached, or does not answer in time${code}.`, {
    cause: error,
    retryAfter: RETRY_AFTER,
  });
}
