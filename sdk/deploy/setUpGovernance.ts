import { sendTransaction } from "../call/sendTransaction.ts";
import { connectGovernanceManager } from "../generated/GovernanceManager.ts";
import { oracleRegistryInterface } from "../generated/OracleRegistry.ts";
import type { DeployOptions } from "./DeployOptions.ts";
import type { SystemAddresses } from "./systemContracts.ts";

const ADMITTER_FUNCTIONS = ["admit", "change", "reinstate", "withdraw", "markFraud"] as const;
const GUARDIAN_FUNCTIONS = ["suspend"] as const;

/**
 * Gives the registry's functions to their roles and the roles to the Council, then takes the deployer's own role away.
 * Does nothing where that has happened.
 */
export async function setUpGovernance(options: DeployOptions & { readonly at: SystemAddresses }): Promise<void> {
  const { signer, at, admissionDelay, adminDelay } = options;
  const manager = connectGovernanceManager(at.GovernanceManager, signer);
  const deployer = await signer.getAddress();
  const [admin, admitter, guardian] = [
    await manager.ADMIN_ROLE(),
    await manager.ADMITTER_ROLE(),
    await manager.GUARDIAN_ROLE(),
  ];
  const [isAdmin] = await manager.hasRole(admin, deployer);
  if (!isAdmin) return;

  const selectors = (names: readonly string[]): string[] =>
    names.map((name) => oracleRegistryInterface.getFunction(name)?.selector ?? name);
  const steps = [
    () => manager.setTargetFunctionRole(at.OracleRegistry, selectors(ADMITTER_FUNCTIONS), admitter),
    () => manager.setTargetFunctionRole(at.OracleRegistry, selectors(GUARDIAN_FUNCTIONS), guardian),
    () => manager.grantRole(admitter, at.Council, admissionDelay),
    () => manager.grantRole(guardian, at.Council, 0),
    () => manager.grantRole(admin, at.Council, adminDelay),
    // Last of all: from here on only the Council changes anything.
    () => manager.renounceRole(admin, deployer),
  ];
  for (const step of steps) await sendTransaction(step);
}
