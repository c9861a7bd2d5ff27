// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ICouncil} from "./interfaces/ICouncil.sol";
import {SignatureCheck} from "./libraries/SignatureCheck.sol";
import {TypeHashes} from "./libraries/TypeHashes.sol";

/// @title Council. What it promises stands in ICouncil.
contract Council is ICouncil, EIP712 {
    uint256 private constant MAX_MEMBERS = 32;

    /// @dev Where this council's roles and delays lie.
    IAccessManager public immutable manager;

    /// @inheritdoc ICouncil
    uint256 public threshold;
    address[] private _members;
    /// @inheritdoc ICouncil
    mapping(address account => bool member) public isMember;
    /// @inheritdoc ICouncil
    mapping(uint256 nonce => bool used) public isNonceUsed;

    constructor(
        IAccessManager manager_,
        address[] memory members_,
        uint256 threshold_
    ) EIP712(TypeHashes.NAME, TypeHashes.VERSION) {
        manager = manager_;
        _setMembers(members_, threshold_);
    }

    /// @inheritdoc ICouncil
    function enact(Decision calldata decision, Approval[] calldata approvals) external returns (bytes memory result) {
        if (block.timestamp > decision.deadline) revert CouncilExpired(decision.deadline);
        if (isNonceUsed[decision.nonce]) revert CouncilNonceUsed(decision.nonce);
        bytes32 digest = digestOf(decision);
        _requireApproved(digest, approvals);

        isNonceUsed[decision.nonce] = true;
        emit DecisionEnacted(digest, decision.target, decision.nonce, msg.sender);
        bool success;
        // solhint-disable-next-line avoid-low-level-calls
        (success, result) = decision.target.call(decision.data);
        // A call of no contract succeeds and does nothing.
        if (!success || decision.target.code.length == 0) revert CouncilCallFailed(decision.target, result);
    }

    /// @inheritdoc ICouncil
    function execute(address target, bytes calldata data) external {
        // The manager would also run, unscheduled, what this council may do without delay: that takes a decision.
        bytes32 operation = manager.hashOperation(address(this), target, data);
        if (manager.getSchedule(operation) == 0) revert CouncilNotScheduled(target, data);
        emit ScheduledDecisionExecuted(target, data, msg.sender);
        manager.execute(target, data);
    }

    /// @inheritdoc ICouncil
    function setMembers(address[] calldata members_, uint256 threshold_) external {
        if (msg.sender != address(this)) revert CouncilOnlyItself(msg.sender);
        for (uint256 i = 0; i < _members.length; ++i) delete isMember[_members[i]];
        _setMembers(members_, threshold_);
    }

    /// @inheritdoc ICouncil
    function members() external view returns (address[] memory) {
        return _members;
    }

    /// @inheritdoc ICouncil
    function digestOf(Decision calldata decision) public view returns (bytes32) {
        return _hashTypedDataV4(TypeHashes.decision(decision));
    }

    function _requireApproved(bytes32 digest, Approval[] calldata approvals) private view {
        if (approvals.length < threshold) revert CouncilTooFewApprovals(approvals.length, threshold);
        address previous;
        for (uint256 i = 0; i < approvals.length; ++i) {
            address member = approvals[i].member;
            if (member <= previous) revert CouncilApprovalsUnordered(member);
            if (!isMember[member]) revert CouncilNotAMember(member);
            if (!SignatureCheck.isValid(member, digest, approvals[i].signature)) revert CouncilBadSignature(member);
            previous = member;
        }
    }

    function _setMembers(address[] memory members_, uint256 threshold_) private {
        uint256 count = members_.length;
        if (threshold_ == 0 || threshold_ > count || count > MAX_MEMBERS) revert CouncilBadMembers(count, threshold_);
        address previous;
        for (uint256 i = 0; i < count; ++i) {
            if (members_[i] <= previous) revert CouncilBadMembers(count, threshold_);
            previous = members_[i];
            isMember[previous] = true;
        }
        _members = members_;
        threshold = threshold_;
        emit MembersChanged(members_, threshold_);
    }
}
