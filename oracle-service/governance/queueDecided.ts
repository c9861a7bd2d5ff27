import type { Chain } from "@cscss-me/sdk";
import { connectCouncil } from "@cscss-me/sdk/contracts";
import type { Store } from "../store/openStore.ts";
import { carriedOut } from "./carriedOut.ts";
import type { RelayJournal } from "./relayJournal.ts";

/** Puts into the journal what enough members agreed to, and what was scheduled and has to be carried out later. */
export async function queueDecided(
  chain: Chain,
  store: Store,
  journal: RelayJournal,
  now: () => number,
): Promise<void> {
  const council = connectCouncil(chain.generation.governance.council, chain.provider);
  const open = await store
    .selectFrom("decisions")
    .select("id")
    .where("deadline", ">", now())
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("relays").select("relays.id").whereRef("relays.decision", "=", "decisions.id"))),
    )
    .execute();
  if (open.length > 0) {
    const [threshold, members] = [Number(await council.threshold()), new Set(await council.members())];
    for (const { id } of open) {
      const given = await store.selectFrom("approvals").select("member").where("decision", "=", id).execute();
      const agreed = given.filter(({ member }) => members.has(member)).length;
      if (agreed >= threshold) await journal.add(id, "enact", 0);
    }
  }
  const enacted = await store
    .selectFrom("relays")
    .innerJoin("decisions", "decisions.id", "relays.decision")
    .select(["decisions.id", "decisions.call", "decisions.target", "decisions.data"])
    .where("relays.step", "=", "enact")
    .where("relays.state", "=", "final")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("relays as later")
            .select("later.id")
            .whereRef("later.decision", "=", "decisions.id")
            .where("later.step", "=", "execute"),
        ),
      ),
    )
    .execute();
  for (const { id, call, target } of enacted) {
    const wanted = JSON.parse(call) as { readonly target: string; readonly data: string };
    // What was decided directly has happened.
    if (wanted.target === target) continue;
    const scheduled = await carriedOut(chain, wanted);
    if (scheduled.state === "unknown") continue;
    await journal.add(id, "execute", scheduled.state === "scheduled" ? scheduled.from : 0);
  }
}
