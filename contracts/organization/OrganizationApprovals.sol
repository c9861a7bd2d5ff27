// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IOrganization} from "../interfaces/IOrganization.sol";
import {OrganizationMembers} from "./OrganizationMembers.sol";

/// @title OrganizationApprovals: the two-person rule. Nobody alone brings a batch into wallets, if the organization says so.
abstract contract OrganizationApprovals is OrganizationMembers {
    uint8 private constant MAX_APPROVALS = 2;
    /// @dev What was agreed to long ago is looked at again.
    uint40 private constant APPROVAL_PERIOD = 30 days;

    mapping(bytes32 batchHash => Approvals given) private _approvals;
    /// @inheritdoc IOrganization
    uint8 public approvalsRequired;

    /// @inheritdoc IOrganization
    function setApprovalsRequired(uint8 count) external onlyRole(DEFAULT_ADMIN_ROLE) {
        if (count > MAX_APPROVALS) revert OrganizationBadApprovals(count);
        approvalsRequired = count;
        emit ApprovalsRequired(count, msg.sender);
    }

    /// @inheritdoc IOrganization
    function prepareBatch(bytes32 batchHash) external onlyRole(REGISTRAR_ROLE) {
        Approvals storage given = _approvals[batchHash];
        if (_isOpen(given)) revert OrganizationBatchPrepared(batchHash, given.preparer);
        // Approvals that have expired count for nothing any more.
        if (given.preparer != address(0)) delete _approvals[batchHash];
        given.preparer = msg.sender;
        given.until = uint40(block.timestamp) + APPROVAL_PERIOD;
        emit BatchPrepared(batchHash, msg.sender, given.until);
    }

    /// @inheritdoc IOrganization
    function approveBatch(bytes32 batchHash) external onlyRole(ISSUER_ROLE) {
        Approvals storage given = _approvals[batchHash];
        if (!_isOpen(given)) revert OrganizationBatchNotPrepared(batchHash);
        if (msg.sender == given.preparer || msg.sender == given.first || given.second != address(0)) {
            revert OrganizationMayNotApprove(batchHash, msg.sender);
        }
        if (given.first == address(0)) given.first = msg.sender;
        else given.second = msg.sender;
        emit BatchApproved(batchHash, msg.sender);
    }

    /// @inheritdoc IOrganization
    function withdrawBatch(bytes32 batchHash) external {
        Approvals storage given = _approvals[batchHash];
        if (given.preparer == address(0)) revert OrganizationBatchNotPrepared(batchHash);
        bool involved = msg.sender == given.preparer || msg.sender == given.first || msg.sender == given.second;
        if (!involved) _checkRole(DEFAULT_ADMIN_ROLE);
        delete _approvals[batchHash];
        emit BatchWithdrawn(batchHash, msg.sender);
    }

    /// @inheritdoc IOrganization
    function approvalsOf(bytes32 batchHash) external view returns (Approvals memory) {
        return _approvals[batchHash];
    }

    /// @inheritdoc IOrganization
    function batchHashOf(bytes calldata issueCall) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), keccak256(issueCall)));
    }

    /// @dev Reverts unless enough people approved exactly this call; uses their approvals up.
    function _useApprovals() internal {
        if (approvalsRequired == 0) return;
        bytes32 batchHash = batchHashOf(msg.data);
        Approvals storage given = _approvals[batchHash];
        uint8 count = _isOpen(given) ? _counts(given.first) + _counts(given.second) : 0;
        if (count < approvalsRequired) revert OrganizationNotApproved(batchHash, count, approvalsRequired);
        emit ApprovalsUsed(batchHash, given.preparer, given.first, given.second);
        delete _approvals[batchHash];
    }

    /// @dev Whether it was prepared, and not too long ago; `until` is 0 for what nobody prepared.
    function _isOpen(Approvals storage given) private view returns (bool) {
        return block.timestamp <= given.until;
    }

    /// @dev Who has lost the role since then approves nothing any more.
    function _counts(address approver) private view returns (uint8) {
        return approver != address(0) && hasRole(ISSUER_ROLE, approver) ? 1 : 0;
    }
}
