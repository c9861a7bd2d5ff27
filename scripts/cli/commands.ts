import { VERIFY_COMMANDS } from "./employer/verify.ts";
import { VERIFY_MANY_COMMANDS } from "./employer/verifyMany.ts";
import type { CliCommand } from "./frame/CliCommand.ts";
import { LOG_COMMANDS } from "./governance/logs.ts";
import { REGISTRY_COMMANDS } from "./governance/registry.ts";
import { REGISTRY_APPLY_COMMANDS } from "./governance/registryApply.ts";
import { REGISTRY_SHOW_COMMANDS } from "./governance/registryShow.ts";
import { CLAIM_COMMANDS } from "./graduate/claim.ts";
import { WALLET_COMMANDS } from "./graduate/wallet.ts";
import { WALLET_ACT_COMMANDS } from "./graduate/walletActs.ts";
import { WALLET_BACKUP_COMMANDS } from "./graduate/walletBackup.ts";
import { WALLET_FILE_COMMANDS } from "./graduate/walletFiles.ts";
import { WALLET_HISTORY_COMMANDS } from "./graduate/walletHistory.ts";
import { WALLET_KEY_COMMANDS } from "./graduate/walletKeys.ts";
import { WALLET_MEMBERSHIP_COMMANDS } from "./graduate/walletMembership.ts";
import { WALLET_SHARE_COMMANDS } from "./graduate/walletShare.ts";
import { completionCommands } from "./setup/completion.ts";
import { DEPLOY_COMMANDS } from "./setup/deploy.ts";
import { ISSUE_COMMANDS } from "./setup/issue.ts";
import { KEY_COMMANDS } from "./setup/key.ts";
import { UP_COMMANDS } from "./setup/up.ts";
import { ISSUE_BATCH_COMMANDS } from "./university/issueBatch.ts";
import { ORG_COMMANDS } from "./university/org.ts";
import { ORG_APPROVAL_COMMANDS } from "./university/orgApproval.ts";
import { ORG_CLAIMS_COMMANDS } from "./university/orgClaims.ts";
import { ORG_DICTIONARY_COMMANDS } from "./university/orgDictionary.ts";
import { ORG_ENROL_COMMANDS } from "./university/orgEnrol.ts";
import { ORG_KEY_COMMANDS } from "./university/orgKey.ts";
import { ORG_RECOGNISE_COMMANDS } from "./university/orgRecognise.ts";
import { ORG_RECORD_COMMANDS } from "./university/orgRecord.ts";
import { ORG_REQUESTS_COMMANDS } from "./university/orgRequests.ts";
import { ORG_SETUP_COMMANDS } from "./university/orgSetup.ts";
import { ORG_TEMPLATE_COMMANDS } from "./university/orgTemplate.ts";

const OF_ROLES: readonly CliCommand[] = [
  ...UP_COMMANDS,
  ...ISSUE_COMMANDS,
  ...DEPLOY_COMMANDS,
  ...KEY_COMMANDS,
  ...REGISTRY_APPLY_COMMANDS,
  ...REGISTRY_COMMANDS,
  ...REGISTRY_SHOW_COMMANDS,
  ...ORG_SETUP_COMMANDS,
  ...ORG_COMMANDS,
  ...ORG_KEY_COMMANDS,
  ...ORG_ENROL_COMMANDS,
  ...ORG_RECORD_COMMANDS,
  ...ORG_REQUESTS_COMMANDS,
  ...ORG_RECOGNISE_COMMANDS,
  ...LOG_COMMANDS,
  ...ORG_TEMPLATE_COMMANDS,
  ...ISSUE_BATCH_COMMANDS,
  ...ORG_APPROVAL_COMMANDS,
  ...ORG_DICTIONARY_COMMANDS,
  ...ORG_CLAIMS_COMMANDS,
  ...CLAIM_COMMANDS,
  ...WALLET_COMMANDS,
  ...WALLET_SHARE_COMMANDS,
  ...WALLET_ACT_COMMANDS,
  ...WALLET_MEMBERSHIP_COMMANDS,
  ...WALLET_HISTORY_COMMANDS,
  ...WALLET_FILE_COMMANDS,
  ...WALLET_BACKUP_COMMANDS,
  ...WALLET_KEY_COMMANDS,
  ...VERIFY_COMMANDS,
  ...VERIFY_MANY_COMMANDS,
];

/** Every command there is, as help lists them. */
export const COMMANDS: readonly CliCommand[] = [...OF_ROLES, ...completionCommands(OF_ROLES)];
