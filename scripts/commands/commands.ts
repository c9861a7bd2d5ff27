import type { Command } from "../cli/Command.ts";
import { CLAIM_COMMANDS } from "./claim.ts";
import { completionCommands } from "./completion.ts";
import { DEPLOY_COMMANDS } from "./deploy.ts";
import { ISSUE_BATCH_COMMANDS } from "./issueBatch.ts";
import { KEY_COMMANDS } from "./key.ts";
import { LOG_COMMANDS } from "./logs.ts";
import { ORG_COMMANDS } from "./org.ts";
import { ORG_APPROVAL_COMMANDS } from "./orgApproval.ts";
import { ORG_CLAIMS_COMMANDS } from "./orgClaims.ts";
import { ORG_DICTIONARY_COMMANDS } from "./orgDictionary.ts";
import { ORG_KEY_COMMANDS } from "./orgKey.ts";
import { ORG_RECOGNISE_COMMANDS } from "./orgRecognise.ts";
import { ORG_RECORD_COMMANDS } from "./orgRecord.ts";
import { ORG_REQUESTS_COMMANDS } from "./orgRequests.ts";
import { REGISTRY_COMMANDS } from "./registry.ts";
import { REGISTRY_SHOW_COMMANDS } from "./registryShow.ts";
import { UP_COMMANDS } from "./up.ts";
import { VERIFY_COMMANDS } from "./verify.ts";
import { VERIFY_MANY_COMMANDS } from "./verifyMany.ts";
import { WALLET_COMMANDS } from "./wallet.ts";
import { WALLET_ACT_COMMANDS } from "./walletActs.ts";
import { WALLET_BACKUP_COMMANDS } from "./walletBackup.ts";
import { WALLET_FILE_COMMANDS } from "./walletFiles.ts";
import { WALLET_HISTORY_COMMANDS } from "./walletHistory.ts";
import { WALLET_KEY_COMMANDS } from "./walletKeys.ts";
import { WALLET_MEMBERSHIP_COMMANDS } from "./walletMembership.ts";
import { WALLET_SHARE_COMMANDS } from "./walletShare.ts";

const OF_ROLES: readonly Command[] = [
  ...UP_COMMANDS,
  ...DEPLOY_COMMANDS,
  ...KEY_COMMANDS,
  ...REGISTRY_COMMANDS,
  ...REGISTRY_SHOW_COMMANDS,
  ...ORG_COMMANDS,
  ...ORG_KEY_COMMANDS,
  ...ORG_RECORD_COMMANDS,
  ...ORG_REQUESTS_COMMANDS,
  ...ORG_RECOGNISE_COMMANDS,
  ...LOG_COMMANDS,
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
export const COMMANDS: readonly Command[] = [...OF_ROLES, ...completionCommands(OF_ROLES)];
