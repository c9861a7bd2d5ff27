/**
 * The roles of an organization's staff, by their names, with the ids that the contract has for them: OpenZeppelin's
 * zero for the admin, else the keccak256 of the constant's name.
 *
 * @source contracts/interfaces: REGISTRAR_ROLE, ISSUER_ROLE; OpenZeppelin AccessControl: DEFAULT_ADMIN_ROLE
 */
export const ORGANIZATION_ROLES = {
  admin: "0x0000000000000000000000000000000000000000000000000000000000000000",
  registrar: "0xedcc084d3dcd65a1f7f23c65c46722faca6953d28e43150a467cf43e5c309238",
  issuer: "0x114e74f6ea3bd819998f78687bfcb11b140da08e9b7d222fa9c1f1ba1f2aa122",
} as const;

/** The name of a role of an organization's staff. */
export type OrganizationRole = keyof typeof ORGANIZATION_ROLES;

/** A role's name; its id where an organization has given it to something of its own. */
export function organizationRoleName(id: string): string {
  return Object.entries(ORGANIZATION_ROLES).find(([, known]) => known === id)?.[0] ?? id;
}
