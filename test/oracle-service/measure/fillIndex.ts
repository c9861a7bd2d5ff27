import { sql } from "kysely";
import type { Store } from "../../../oracle-service/store/openStore.ts";

/** How many rows of which table. */
export interface FilledIndex {
  readonly rows: number;
  readonly organizations: number;
}

const ORGANIZATIONS = 5_000;
const DAYS = 3_000;
const FIRST_DAY = 17_000;
/** Registry of the made-up network. */
export const REGISTRY = `0x${"1".repeat(40)}`;

/** A made-up index of about so many rows: four in ten are records, two wallets, two blocks, one batches, one counts of days, and some of all others. */
export async function fillIndex(store: Store, rows: number): Promise<FilledIndex> {
  const run = async (text: string) => void (await sql.raw(text).execute(store));
  const numbers = (count: number) =>
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})`;
  // The last 40 digits, as addresses have. Counting from the end is not the same in both languages.
  const address = (expression: string) =>
    `'0x' || substr('${"0".repeat(40)}' || (${expression}), 1 + length(cast((${expression}) as text)))`;
  const organization = `(select address from organizations where block = 1 + n.i % ${ORGANIZATIONS})`;
  const blocks = Math.floor(rows * 0.2);
  const day = `(${FIRST_DAY} + n.i % ${DAYS})`;
  await run(`insert into organizations (address, block, position, name, country)
    ${numbers(ORGANIZATIONS)} select ${address("n.i")}, n.i, 0, 'Organization ' || n.i, 'IT' from n`);
  await run(`insert into registrations (registry, number, organization, block, position)
    select '${REGISTRY}', block, address, block, 1 from organizations`);
  await run(`insert into intervals (registry, organization, start, block, position, status, authority, categories, reason, until, evidence)
    ${numbers(10)} select '${REGISTRY}', address, n.i * 1000, block, 2, case when n.i % 2 = 0 and block % 20 = 0 then 3 else 2 end, 1, 12, 0, 0, '0x' from organizations, n`);
  await run(`insert into blocks (block, hash, time, transactions)
    ${numbers(blocks)} select n.i, '0x' || n.i, (${FIRST_DAY} * 86400) + n.i * 100, 2 from n`);
  await run(`insert into wallets (address, block, position, profile)
    ${numbers(Math.floor(rows * 0.2))} select ${address(`n.i + ${10 ** 9}`)}, 1 + n.i % ${blocks}, n.i, 2 from n`);
  await run(`insert into batches (block, position, organization, category, items, refused)
    ${numbers(Math.floor(rows * 0.1))} select 1 + n.i % ${blocks}, n.i, ${organization}, 2, 50, 0 from n`);
  await run(`insert into records (block, position, organization, kind)
    ${numbers(Math.floor(rows * 0.4))} select 1 + n.i % ${blocks}, n.i, ${organization}, 'issued' from n`);
  await run(`insert into daily (day, organization, kind, count) ${numbers(DAYS)} select ${day}, '', kind, 100 from n,
    (select 'issued' as kind union all select 'wallets' union all select 'transactions' union all select 'revoked') as k`);
  await run(`insert into daily (day, organization, kind, count)
    ${numbers(Math.max(1, Math.floor((rows * 0.1) / ORGANIZATIONS)))} select ${day}, address, 'issued', 3 from n, organizations`);
  await run(`insert into totals (organization, kind, count)
    select organization, kind, sum(count) from daily group by organization, kind`);
  await run(`insert into checkpoint (id, genesis, registries, block, hash, time)
    values (1, '0x', '', ${blocks}, '0x', ${(FIRST_DAY + DAYS) * 86_400})`);
  await run("analyze");
  return { rows: await countRows(store), organizations: ORGANIZATIONS };
}

async function countRows(store: Store): Promise<number> {
  let sum = 0;
  const tables = [
    "organizations",
    "registrations",
    "intervals",
    "blocks",
    "wallets",
    "batches",
    "records",
    "daily",
  ] as const;
  for (const table of tables) {
    const { count } = await store
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    sum += count;
  }
  return sum;
}
