import { join } from "node:path";

/** Where everything of a chain that `cscss up` runs is kept. */
export interface LocalPlaces {
  readonly folder: string;
  /** Its id, and the time of its first block. */
  readonly chain: string;
  readonly network: string;
  readonly governor: string;
  readonly governorPassword: string;
  readonly deployer: string;
  /** The university's, if there is one: who runs it, and what it issues with. The password is of both. */
  readonly staff: string;
  readonly staffPassword: string;
  readonly issuer: string;
  /** The service's store. */
  readonly store: string;
  /** What the graduates that are played sign with. */
  readonly graduates: string;
  /** For files that are issued only to try it. */
  readonly tries: string;
}

/** The places in a folder. */
export function placesIn(folder: string): LocalPlaces {
  const key = (name: string): string => join(folder, "keys", name);
  return {
    folder,
    chain: join(folder, "chain.json"),
    network: join(folder, "network.json"),
    governor: key("governor.json"),
    governorPassword: key("governor.password"),
    deployer: key("deployer.key"),
    staff: key("staff.json"),
    staffPassword: key("staff.password"),
    issuer: key("issuer.json"),
    store: join(folder, "service.db"),
    graduates: key("graduates.key"),
    tries: join(folder, "tries"),
  };
}
