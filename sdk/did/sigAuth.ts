import { encodeBytes32String } from "ethers";

/** The type of delegate in ERC-1056 that may sign presentations. @source did:ethr method specification */
export const SIG_AUTH = encodeBytes32String("sigAuth");
