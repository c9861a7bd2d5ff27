import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endService, publishService } from "../../../sdk/organization/services.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

describe("services", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it("are published and taken back, once", async () => {
    const { account, address } = world.university;
    const service = { type: "LinkedDomains", endpoint: "https://university.example" };
    await publishService(account, address, { ...service, validity: 1000 });
    await endService(account, address, service);
    await expect(endService(account, address, service)).rejects.toMatchObject({
      code: "ERR_REVERTED",
      details: { error: "OrganizationServiceUnknown", args: [service.type, service.endpoint] },
    });
  });
});
