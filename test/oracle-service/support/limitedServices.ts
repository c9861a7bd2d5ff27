import { afterAll, afterEach, beforeAll } from "vitest";
import type { Limits } from "../../../oracle-service/plugins/limits.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";
import type { ServiceOptions, TestService } from "./openService.ts";
import { openService } from "./openService.ts";

/** Services with limits of their own over one world, which are closed after each test of the file that calls this. */
export function limitedServices() {
  let world: World;
  const opened: TestService[] = [];

  beforeAll(async () => {
    world = await openWorld();
  }, 120_000);

  afterEach(async () => {
    await Promise.all(opened.splice(0).map(({ app }) => app.close()));
  });

  afterAll(() => world.close());

  return {
    world: (): World => world,
    async serviceWith(limits: Partial<Limits>, options: ServiceOptions = {}): Promise<TestService> {
      const service = await openService(world, { ...options, limits });
      opened.push(service);
      return service;
    },
  };
}
