// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICredentialWallet} from "../interfaces/ICredentialWallet.sol";
import {IOrganization} from "../interfaces/IOrganization.sol";
import {RecordStatus, StatusReason} from "../interfaces/Types.sol";
import {OrganizationWallets} from "./OrganizationWallets.sol";

/// @title OrganizationStatuses: revoking, suspending and reinstating what the organization issued.
abstract contract OrganizationStatuses is OrganizationWallets {
    /// @dev More than any change of status can cost: under 35,000 measured.
    uint256 private constant CHANGE_GAS = 60_000;

    /// @inheritdoc IOrganization
    function revoke(RecordRef calldata record, StatusReason reason) external onlyRole(ISSUER_ROLE) {
        _existing(record).revokeRecord(record.recordId, reason);
    }

    /// @inheritdoc IOrganization
    function suspend(RecordRef calldata record, StatusReason reason) external onlyRole(ISSUER_ROLE) {
        _existing(record).suspendRecord(record.recordId, reason);
    }

    /// @inheritdoc IOrganization
    function reinstate(RecordRef calldata record, StatusReason reason) external onlyRole(ISSUER_ROLE) {
        _existing(record).reinstateRecord(record.recordId, reason);
    }

    /// @inheritdoc IOrganization
    function changeStatuses(
        uint256 batch,
        RecordStatus to,
        StatusReason reason,
        RecordRef[] calldata records
    ) external onlyRole(ISSUER_ROLE) returns (uint256 refused) {
        if (records.length == 0) revert OrganizationEmptyBatch();
        bytes4 change = _changeTo(to);
        for (uint256 i = 0; i < records.length; ++i) {
            _requireGas(i, CHANGE_GAS);
            bytes memory data = abi.encodeWithSelector(change, records[i].recordId, reason);
            (bool success, bytes memory refusal) = _tryWallet(i, records[i], CHANGE_GAS, data);
            if (!success) {
                ++refused;
                emit ItemRefused(batch, i, records[i].recordId, refusal);
            }
        }
        emit StatusesChanged(batch, to, reason, records.length, refused);
    }

    function _changeTo(RecordStatus to) private pure returns (bytes4) {
        if (to == RecordStatus.Active) return ICredentialWallet.reinstateRecord.selector;
        if (to == RecordStatus.Suspended) return ICredentialWallet.suspendRecord.selector;
        if (to == RecordStatus.Revoked) return ICredentialWallet.revokeRecord.selector;
        revert OrganizationBadStatus(to);
    }
}
