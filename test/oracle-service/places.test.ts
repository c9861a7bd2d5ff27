import { describe, expect, it } from "vitest";
import type { Burden } from "../../oracle-service/plugins/places.ts";
import { openPlaces } from "../../oracle-service/plugins/places.ts";

/** How many of this a client gets before it is refused. */
function fill({ take }: ReturnType<typeof openPlaces>, client: string, burden: Burden): (() => void)[] {
  const taken: (() => void)[] = [];
  try {
    for (;;) taken.push(take(client, burden));
  } catch (error) {
    expect(error).toMatchObject({ code: "ERR_OVERLOADED" });
  }
  return taken;
}

describe("places", () => {
  it("are as many as there are, whoever asks", () => {
    const places = openPlaces(8);
    expect(fill(places, "a", "question")).toHaveLength(8);
    for (const burden of ["question", "body", "papers"] as const) expect(fill(places, "b", burden)).toEqual([]);
  });

  it.each([
    [8, 4, 2],
    [5, 3, 2],
    [1, 1, 1],
  ])("of %i at most %i are for bodies, and %i for those of one client", (most, bodies, ofOne) => {
    const places = openPlaces(most);
    const given = ["a", "b", "c", "d"].map((client) => fill(places, client, "body").length);
    expect(given[0]).toBe(ofOne);
    expect(given.reduce((sum, count) => sum + count, 0)).toBe(bodies);
    expect(fill(places, "a", "question")).toHaveLength(most - bodies);
  });

  it("for papers are two, one for each client, and count as bodies", () => {
    const places = openPlaces(16);
    expect(fill(places, "a", "papers")).toHaveLength(1);
    expect(fill(places, "a", "body")).toHaveLength(3);
    expect(fill(places, "b", "papers")).toHaveLength(1);
    expect(fill(places, "c", "papers")).toEqual([]);
    expect(fill(places, "c", "body")).toHaveLength(3);
  });

  it("are given back, of whatever kind, and once only", () => {
    const places = openPlaces(4);
    for (const burden of ["question", "body", "papers"] as const) {
      const leave = places.take("a", burden);
      expect(fill(places, "b", "question").map((give) => give())).toHaveLength(3);
      for (const _ of [1, 2, 3]) leave();
      const all = fill(places, "b", "question");
      expect(all).toHaveLength(4);
      for (const give of all) give();
      expect(fill(places, "a", burden).map((give) => give()).length).toBeGreaterThan(0);
    }
    // Two bodies of four places, as at first.
    expect([...fill(places, "a", "body"), ...fill(places, "b", "body")]).toHaveLength(2);
  });
});
