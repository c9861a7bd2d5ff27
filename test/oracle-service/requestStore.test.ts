import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RequestStore } from "../../oracle-service/services/requestStore.ts";
import { storedRequests } from "../../oracle-service/services/requestStore.ts";
import type { Store } from "../../oracle-service/store/openStore.ts";
import { openStore } from "../../oracle-service/store/openStore.ts";
import type { PresentationRequest } from "../../sdk/presentation/PresentationRequest.ts";

const END = 1000;
const request = (nonce: string, expires = END): PresentationRequest => ({
  type: "CscssMeRequest",
  audience: "https://employer.example",
  nonce,
  purpose: "Hiring",
  claims: ["awardTitle"],
  expires,
});

describe("requests that wait for their answers", () => {
  let store: Store;
  let requests: RequestStore;
  let time: number;
  beforeEach(async () => {
    time = END - 100;
    store = await openStore({ kind: "sqlite", file: ":memory:" });
    requests = storedRequests(store, { now: () => time, capacity: 3, perClient: 2 });
  });
  afterEach(() => store.destroy());

  it("are found until their last second, and not a second longer", async () => {
    await requests.remember(request("one"), "a");
    time = END;
    expect(await requests.find("one")).toEqual(request("one"));
    expect(await requests.waiting()).toBe(1);
    time = END + 1;
    await expect(requests.find("one")).rejects.toMatchObject({ code: "ERR_REQUEST_UNKNOWN" });
    expect(await requests.waiting()).toBe(0);
  });

  it("are good for one answer, until their last second", async () => {
    for (const nonce of ["one", "two"]) await requests.remember(request(nonce), nonce);
    time = END;
    expect([await requests.use("one", END), await requests.use("one", END)]).toEqual([true, false]);
    time = END + 1;
    expect(await requests.use("two", END)).toBe(false);
    expect(await requests.use("nobody's", END)).toBe(false);
  });

  it("stay when they were used, so that a second answer hears of the first", async () => {
    await requests.remember(request("one"), "a");
    await requests.use("one", END);
    expect(await requests.find("one")).toEqual(request("one"));
  });

  it("are as many as there may be, of one client and of all; those that are over make room", async () => {
    await requests.remember(request("one"), "a");
    await requests.remember(request("two", END + 50), "a");
    await expect(requests.remember(request("three"), "a")).rejects.toMatchObject({ code: "ERR_RATE" });
    await requests.remember(request("three"), "b");
    await expect(requests.remember(request("four"), "b")).rejects.toMatchObject({ code: "ERR_OVERLOADED" });
    time = END + 1;
    await requests.remember(request("four", END + 50), "a");
    await requests.remember(request("five", END + 50), "b");
    expect(await requests.waiting()).toBe(3);
  });

  it("that were kept for nothing are given back: who was refused may try again", async () => {
    for (const [nonce, client] of [
      ["one", "a"],
      ["two", "a"],
      ["three", "b"],
    ] as const) {
      await requests.remember(request(nonce), client);
    }
    for (let tried = 0; tried < 3; tried++) {
      await expect(requests.remember(request("four"), "c")).rejects.toMatchObject({ code: "ERR_OVERLOADED" });
    }
  });
});
