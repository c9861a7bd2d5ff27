// A process of its own that opens the store of its first argument and writes ten headers, each in a transaction that reads first.
import { openStore } from "../../../oracle-service/store/openStore.ts";

const [place = "", from = "0"] = process.argv.slice(2);
const store = await openStore(JSON.parse(place));
for (let index = 0; index < 10; index++) {
  await store.transaction().execute(async (transaction) => {
    await transaction.selectFrom("headers").selectAll().execute();
    await transaction
      .insertInto("headers")
      .values({ block: Number(from) + index, hash: "a" })
      .execute();
  });
}
await store.destroy();
