/**
 * Deployment stands apart: it carries the code of all contracts.
 *
 * @module
 */

export type { DeployOptions } from "./deploy/DeployOptions.ts";
export { deploySystem } from "./deploy/deploySystem.ts";
export { deployChainDeployer } from "./generated/bytecode/ChainDeployer.ts";
