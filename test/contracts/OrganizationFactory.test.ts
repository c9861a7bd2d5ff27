import { AbiCoder, concat, id, ZeroAddress, ZeroHash } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readEvents } from "../../sdk/call/readEvents.ts";
import { connectOrganization } from "../../sdk/generated/Organization.ts";
import { NETWORKS } from "../fixtures/chain.ts";
import type { System } from "./support/openSystem.ts";
import { mined, openSystem } from "./support/openSystem.ts";
import { expectRevert } from "./support/reverts.ts";
import { METADATA } from "./support/steps.ts";

const ESTONIA = "0x4545";
const SALT = id("salt");

describe.each(NETWORKS)("OrganizationFactory on %s", (network) => {
  let system: System;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    system = await openSystem(network);
    restore = await system.chain.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => system.chain.close());

  it("makes an organization, ready to be used, at the address it names beforehand", async () => {
    const { organizations, people } = system;
    const at = await organizations.addressFor(people.relayer, SALT);
    const { logs } = await mined(organizations.create("University", ESTONIA, METADATA, people.university, SALT));
    expect(readEvents(organizations, "OrganizationCreated", logs).map(({ args }) => args)).toEqual([
      { organization: at, admin: people.university.address, name: "University", country: "EE" },
    ]);
    expect(await organizations.isOrganization(at)).toBe(true);
    const organization = connectOrganization(at, people.university);
    expect(await organization.name()).toBe("University");
    expect(await organization.country()).toBe(ESTONIA);
    expect(await organization.metadataHash()).toBe(METADATA);
    expect(await organization.hasRole(ZeroHash, people.university)).toBe(true);
  });

  it("keeps everybody's addresses apart, so that none can be squatted", async () => {
    const { organizations, people } = system;
    const mine = await organizations.addressFor(people.university, SALT);
    await mined(organizations.connect(people.mallory).create("University", ESTONIA, METADATA, people.mallory, SALT));
    expect(await organizations.isOrganization(mine)).toBe(false);
    await mined(
      organizations.connect(people.university).create("University", ESTONIA, METADATA, people.university, SALT),
    );
    expect(await organizations.isOrganization(mine)).toBe(true);
    const again = organizations
      .connect(people.university)
      .create("Another", ESTONIA, METADATA, people.university, SALT);
    await expectRevert(again, "FailedDeployment");
  });

  it.each([
    ["no name", "", ESTONIA, "OrganizationBadName", []],
    ["a name of 201 bytes", "n".repeat(201), ESTONIA, "OrganizationBadName", []],
    ["a line break in the name", "Uni\nversity", ESTONIA, "OrganizationBadName", []],
    ["a country in small letters", "University", "0x6565", "OrganizationBadCountry", ["0x6565"]],
    ["a country of one letter", "University", "0x4500", "OrganizationBadCountry", ["0x4500"]],
    ["a country that begins with a sign", "University", "0x4045", "OrganizationBadCountry", ["0x4045"]],
    ["a country that ends with a sign", "University", "0x455b", "OrganizationBadCountry", ["0x455b"]],
  ])("refuses %s", async (_, name, country, error, args) => {
    const { organizations, people } = system;
    await expectRevert(organizations.create(name, country, METADATA, people.university, SALT), error, ...args);
  });

  it("takes the longest name, and refuses one that is no UTF-8 text", async () => {
    const { organizations, people } = system;
    await mined(organizations.create("n".repeat(200), ESTONIA, METADATA, people.university, SALT));
    const args = ["0xff", ESTONIA, METADATA, people.university.address, id("another salt")];
    const encoded = AbiCoder.defaultAbiCoder().encode(["bytes", "bytes2", "bytes32", "address", "bytes32"], args);
    const data = concat([organizations.create.fragment.selector, encoded]);
    await expectRevert(people.relayer.call({ to: organizations.target, data }), "OrganizationBadName");
  });

  it("refuses an organization that nobody could run", async () => {
    await expectRevert(
      system.organizations.create("University", ESTONIA, METADATA, ZeroAddress, SALT),
      "OrganizationNoAdmin",
    );
  });

  it("takes a name of 200 bytes", async () => {
    const { organizations, people } = system;
    await mined(organizations.create("n".repeat(200), ESTONIA, METADATA, people.university, SALT));
  });

  it("is the only one that sets up an organization, and does so once", async () => {
    const { organizations, people } = system;
    const refusal = ["OrganizationOnlyFactory", people.mallory.address] as const;
    const code = connectOrganization(await organizations.implementation(), people.mallory);
    await expectRevert(code.initialize("Mallory", ESTONIA, METADATA, people.mallory), ...refusal);
    const at = await organizations.addressFor(people.relayer, SALT);
    await mined(organizations.create("University", ESTONIA, METADATA, people.university, SALT));
    const clone = connectOrganization(at, people.mallory);
    await expectRevert(clone.initialize("Mallory", ESTONIA, METADATA, people.mallory), ...refusal);
  });
});
