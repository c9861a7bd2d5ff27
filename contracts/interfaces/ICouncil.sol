// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title Council: m of n members decide, anybody relays.
///
/// @notice Glossary. *Decision*: one call of one contract, signed by `threshold` members (EIP-712). *Relayer*: whoever
/// sends it. *Scheduled*: what the access manager delays is decided as a call of its `schedule`.
///
///     decision: signed by enough members --enact (anybody)--> done, its nonce used
///     delayed:  enact(schedule) --> scheduled --its delay passes--> execute (anybody) ; or it expires
///
/// Trust: as many members as the threshold says act honestly. A relaying key can do nothing by itself. Members may be
/// contract accounts (ERC-1271).
/// What it does not do: hold funds, weigh votes, or take a signed decision back; a scheduled one is cancelled by another
/// decision.
interface ICouncil {
    /// @dev What is decided. A nonce is used once, in any order.
    struct Decision {
        address target;
        bytes data;
        uint256 nonce;
        uint40 deadline;
    }

    /// @dev One member's signature. Approvals stand in ascending order of member.
    struct Approval {
        address member;
        bytes signature;
    }

    /// @notice The members and the threshold are now these.
    event MembersChanged(address[] members, uint256 threshold);
    /// @notice A decision was carried out.
    event DecisionEnacted(bytes32 indexed digest, address indexed target, uint256 nonce, address relayer);
    /// @notice A scheduled decision was carried out after its delay.
    event ScheduledDecisionExecuted(address indexed target, bytes data, address relayer);

    /// @dev Members must be 1 to 32, in ascending order, without the zero address; the threshold 1 to their number.
    error CouncilBadMembers(uint256 count, uint256 threshold);
    /// @dev Only the council itself may do this, by a decision.
    error CouncilOnlyItself(address caller);
    error CouncilExpired(uint40 deadline);
    error CouncilNonceUsed(uint256 nonce);
    error CouncilTooFewApprovals(uint256 given, uint256 threshold);
    /// @dev Approvals out of order, or one member twice.
    error CouncilApprovalsUnordered(address member);
    error CouncilNotAMember(address member);
    error CouncilBadSignature(address member);
    /// @dev The call the members decided on reverted, or there is no contract to call.
    error CouncilCallFailed(address target, bytes reason);
    /// @dev Nothing like this was scheduled, or it has expired.
    error CouncilNotScheduled(address target, bytes data);

    /// @notice Carries out a decision. Caller: anybody with enough members' signatures. Emits DecisionEnacted. Reverts
    /// with CouncilExpired, CouncilNonceUsed, CouncilTooFewApprovals, CouncilApprovalsUnordered, CouncilNotAMember,
    /// CouncilBadSignature; with CouncilCallFailed if the call does, and the decision can then be relayed again until its
    /// deadline.
    /// @param approvals in ascending order of member. @return result what the call returned.
    function enact(Decision calldata decision, Approval[] calldata approvals) external returns (bytes memory result);

    /// @notice Carries out what this council scheduled with the access manager. Caller: anybody, after the delay. Emits
    /// ScheduledDecisionExecuted. Reverts with CouncilNotScheduled, and as the access manager does.
    function execute(address target, bytes calldata data) external;

    /// @notice Replaces all members. Caller: the council itself, by a decision. Emits MembersChanged. Reverts with
    /// CouncilOnlyItself, CouncilBadMembers.
    /// @param members 1 to 32, ascending. @param threshold how many of them decide.
    function setMembers(address[] calldata members, uint256 threshold) external;

    /// @notice What members sign.
    function digestOf(Decision calldata decision) external view returns (bytes32);

    /// @notice All members, ascending.
    function members() external view returns (address[] memory);

    /// @notice How many members a decision takes.
    function threshold() external view returns (uint256);

    /// @notice Whether this account is a member.
    function isMember(address account) external view returns (bool);

    /// @notice Whether a decision with this nonce was enacted.
    function isNonceUsed(uint256 nonce) external view returns (bool);
}
