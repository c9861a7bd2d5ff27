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
        _change(record, ICredentialWallet.revokeRecord.selector, reason);
    }

    /// @inheritdoc IOrganization
    function suspend(RecordRef calldata record, StatusReason reason) external onlyRole(ISSUER_ROLE) {
        _change(record, ICredentialWallet.suspendRecord.selector, reason);
    }

    /// @inheritdoc IOrganization
    function reinstate(RecordRef calldata record, StatusReason reason) external onlyRole(ISSUER_ROLE) {
        _change(record, ICredentialWallet.reinstateRecord.selector, reason);
    }

    /// @inheritdoc IOrganization
    function changeStatuses(
        uint256 batch,
        RecordStatus to,
        StatusReason reason,
        RecordRef[] calldata records
    ) external onlyRole(ISSUER_ROLE) returns (uint256 refused) {
        if (records.length == 0) revert OrganizationEmptyBatch();
        // One call for all: only the record's id changes in it.
        bytes memory data = abi.encodeWithSelector(_changeTo(to), bytes16(0), reason);
        for (uint256 i = 0; i < records.length; ++i) {
            _requireGas(i, CHANGE_GAS);
            (bool success, bytes memory refusal) = _tryChange(i, records[i], data);
            if (!success) {
                ++refused;
                emit ItemRefused(batch, i, records[i].recordId, refusal);
            }
        }
        emit StatusesChanged(batch, to, reason, records.length, refused);
    }

    /// @dev Passes a change on to the record's wallet, and the wallet's refusal back.
    function _change(RecordRef calldata record, bytes4 change, StatusReason reason) private {
        (address owner, uint8 profile, uint32 walletIndex, bytes16 recordId) = _read(record);
        address wallet = _walletOf(owner, profile, walletIndex);
        if (wallet == address(0)) revert OrganizationNoWallet(owner, profile, walletIndex);
        assembly ("memory-safe") {
            let data := mload(0x40)
            mstore(data, change)
            mstore(add(data, 4), recordId)
            mstore(add(data, 36), reason)
            if iszero(call(gas(), wallet, 0, data, 68, 0, 0)) {
                returndatacopy(data, 0, returndatasize())
                revert(data, returndatasize())
            }
        }
    }

    /// @dev Writes the record's id into the call and tries it. A refusal comes back as its revert data.
    function _tryChange(
        uint256 index,
        RecordRef calldata record,
        bytes memory data
    ) private returns (bool success, bytes memory refusal) {
        (address owner, uint8 profile, uint32 walletIndex, bytes16 recordId) = _read(record);
        address wallet = _walletOf(owner, profile, walletIndex);
        if (wallet == address(0)) {
            return (false, abi.encodeWithSelector(OrganizationNoWallet.selector, owner, profile, walletIndex));
        }
        assembly ("memory-safe") {
            mstore(add(data, 0x24), recordId)
        }
        return _tryWallet(index, wallet, CHANGE_GAS, data);
    }

    function _changeTo(RecordStatus to) private pure returns (bytes4) {
        if (to == RecordStatus.Active) return ICredentialWallet.reinstateRecord.selector;
        if (to == RecordStatus.Suspended) return ICredentialWallet.suspendRecord.selector;
        if (to == RecordStatus.Revoked) return ICredentialWallet.revokeRecord.selector;
        revert OrganizationBadStatus(to);
    }
}
