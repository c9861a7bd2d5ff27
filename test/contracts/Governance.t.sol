// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {Council} from "../../contracts/Council.sol";
import {GovernanceManager} from "../../contracts/GovernanceManager.sol";
import {ICouncil} from "../../contracts/interfaces/ICouncil.sol";
import {AccreditationStatus, Authority} from "../../contracts/interfaces/Types.sol";
import {TypeHashes} from "../../contracts/libraries/TypeHashes.sol";
import {Organization} from "../../contracts/organization/Organization.sol";
import {System} from "./support/System.sol";

/// @title Members decide, anybody relays, admitting takes its time, and the last admin stays.
contract GovernanceTest is System {
    uint32 private constant DELAY = 3 days;
    string private constant SECOND = "second member";
    string private constant THIRD = "third member";

    Organization private _university;
    uint256 private _nonce;
    string[3] private _members;

    function setUp() public {
        _deploySystem();
        _university = _newOrganization("University");
        vm.prank(_of(UNIVERSITY));
        _university.applyForAccreditation(Authority.Direct, HIGHER, 0);
        _pass(1);
        _members = [GOVERNOR, SECOND, THIRD];
        _sortMembers();

        // The council takes over admitting, with a delay, and becomes two of three.
        uint64 admitter = manager.ADMITTER_ROLE();
        uint64 guardian = manager.GUARDIAN_ROLE();
        _enactAlone(address(manager), abi.encodeCall(manager.grantRole, (admitter, address(council), DELAY)));
        _enactAlone(address(manager), abi.encodeCall(manager.revokeRole, (admitter, _of(GOVERNOR))));
        _enactAlone(address(manager), abi.encodeCall(manager.grantRole, (guardian, address(council), 0)));
        _enactAlone(address(council), abi.encodeCall(council.setMembers, (_addresses(), 2)));
    }

    /// A decision takes the signatures of two different members, whoever they are and whoever relays it.
    function testFuzz_twoMembersDecide(uint256 first, uint256 second, address relayer) public {
        (first, second) = (first % 3, second % 3);
        ICouncil.Decision memory decision = _decide(
            address(council),
            abi.encodeCall(council.setMembers, (_addresses(), 3))
        );
        ICouncil.Approval[] memory approvals = new ICouncil.Approval[](2);
        approvals[0] = _approve(decision, _members[first]);
        approvals[1] = _approve(decision, _members[second]);
        if (first >= second) {
            vm.expectRevert(abi.encodeWithSelector(ICouncil.CouncilApprovalsUnordered.selector, _of(_members[second])));
        }
        vm.prank(relayer);
        council.enact(decision, approvals);
        _equal(council.threshold(), first < second ? 3 : 2, "threshold");
    }

    /// A18: without enough members' signatures over this very decision a relay key can do nothing.
    function test_aRelayerCanDoNothingByItself() public {
        ICouncil.Decision memory decision = _decide(address(registry), _suspendCall());
        ICouncil.Approval[] memory approvals = new ICouncil.Approval[](1);
        approvals[0] = _approve(decision, _members[0]);
        _expectRefusal(abi.encodeWithSelector(ICouncil.CouncilTooFewApprovals.selector, 1, 2), decision, approvals);

        approvals = _approvals(decision);
        approvals[1] = _approve(_decide(address(registry), "another"), _members[1]);
        _expectRefusal(
            abi.encodeWithSelector(ICouncil.CouncilBadSignature.selector, _of(_members[1])),
            decision,
            approvals
        );

        address stranger = address(type(uint160).max);
        approvals = _approvals(decision);
        approvals[1].member = stranger;
        _expectRefusal(abi.encodeWithSelector(ICouncil.CouncilNotAMember.selector, stranger), decision, approvals);
    }

    /// A decision is enacted once, until its deadline, and only if its call succeeds.
    function test_aDecisionIsEnactedOnceAndInTime() public {
        ICouncil.Decision memory decision = _decide(
            address(council),
            abi.encodeCall(council.setMembers, (_addresses(), 3))
        );
        ICouncil.Approval[] memory approvals = _approvals(decision);
        vm.warp(decision.deadline + 1);
        _expectRefusal(
            abi.encodeWithSelector(ICouncil.CouncilExpired.selector, decision.deadline),
            decision,
            approvals
        );
        vm.warp(decision.deadline);
        council.enact(decision, approvals);
        _expectRefusal(abi.encodeWithSelector(ICouncil.CouncilNonceUsed.selector, decision.nonce), decision, approvals);
    }

    /// A decision on an address without code would look carried out and have done nothing.
    function test_aDecisionOnNoContractFails() public {
        ICouncil.Decision memory decision = _decide(_of(EMPLOYER), _suspendCall());
        _expectRefusal(
            abi.encodeWithSelector(ICouncil.CouncilCallFailed.selector, _of(EMPLOYER), bytes("")),
            decision,
            _approvals(decision)
        );
    }

    /// A10: admitting takes its delay, to the second; once it is over anybody carries it out, once.
    function testFuzz_admittingTakesItsDelay(uint256 waited) public {
        waited = _bound(waited, 0, 2 * uint256(DELAY));
        bytes memory data = _admitCall();
        bytes32 operation = manager.hashOperation(address(council), address(registry), data);
        _expectFailedCall(
            address(registry),
            data,
            abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, operation)
        );
        vm.expectRevert(abi.encodeWithSelector(ICouncil.CouncilNotScheduled.selector, address(registry), data));
        council.execute(address(registry), data);

        _enact(address(manager), abi.encodeCall(manager.schedule, (address(registry), data, 0)));
        _pass(waited);
        if (waited < DELAY) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotReady.selector, operation));
        }
        vm.prank(_of(RELAYER));
        council.execute(address(registry), data);
        AccreditationStatus expected = waited < DELAY ? AccreditationStatus.Applied : AccreditationStatus.Accredited;
        _equal(uint8(registry.standingOf(address(_university)).status), uint8(expected), "status");
        if (waited < DELAY) return;
        vm.expectRevert(abi.encodeWithSelector(ICouncil.CouncilNotScheduled.selector, address(registry), data));
        council.execute(address(registry), data);
    }

    /// What the council may do without delay still takes a decision: execute is for what was scheduled.
    function test_nothingRunsThatWasNotScheduled() public {
        bytes memory data = _suspendCall();
        vm.expectRevert(abi.encodeWithSelector(ICouncil.CouncilNotScheduled.selector, address(registry), data));
        vm.prank(_of(MALLORY));
        council.execute(address(registry), data);
    }

    /// The last admin cannot leave, nor be sent away; with a second one it can.
    function test_theLastAdminCannotLeave() public {
        uint64 admin = manager.ADMIN_ROLE();
        bytes memory refusal = abi.encodeWithSelector(
            GovernanceManager.GovernanceManagerLastAdmin.selector,
            address(council)
        );
        bytes memory leave = abi.encodeCall(manager.renounceRole, (admin, address(council)));
        _expectFailedCall(address(manager), leave, refusal);
        _expectFailedCall(address(manager), abi.encodeCall(manager.revokeRole, (admin, address(council))), refusal);
        _enact(address(manager), abi.encodeCall(manager.grantRole, (admin, _of(EMPLOYER), 0)));
        // Granting twice makes no second admin.
        _enact(address(manager), abi.encodeCall(manager.grantRole, (admin, _of(EMPLOYER), 0)));
        _enact(address(manager), leave);
        vm.expectRevert(abi.encodeWithSelector(GovernanceManager.GovernanceManagerLastAdmin.selector, _of(EMPLOYER)));
        vm.prank(_of(EMPLOYER));
        manager.renounceRole(admin, _of(EMPLOYER));
    }

    /// Members stand in ascending order, are 1 to 32, and the threshold is one of their numbers; only a decision changes them.
    function testFuzz_onlyASoundCouncilIsAccepted(uint256 count, uint256 threshold, uint256 spoiled) public {
        count = _bound(count, 0, 40);
        threshold = _bound(threshold, 0, 42);
        address[] memory members = new address[](count);
        for (uint256 i = 0; i < count; ++i) members[i] = address(uint160(100 + i));
        bool isSpoiled = count != 0 && spoiled % 3 == 0;
        if (isSpoiled) {
            uint256 at = spoiled % count;
            members[at] = at == 0 ? address(0) : members[at - 1];
        }
        bool sound = !isSpoiled && threshold != 0 && threshold <= count && count <= 32;
        if (!sound) {
            vm.expectRevert(abi.encodeWithSelector(ICouncil.CouncilBadMembers.selector, count, threshold));
        }
        Council made = new Council(manager, members, threshold);
        if (!sound) return;
        _equal(made.members().length, count, "members");
        vm.expectRevert(abi.encodeWithSelector(ICouncil.CouncilOnlyItself.selector, _of(MALLORY)));
        vm.prank(_of(MALLORY));
        made.setMembers(members, threshold);
    }

    /// Who is no member any more approves nothing, not even what was signed before.
    function test_aFormerMemberApprovesNothing() public {
        ICouncil.Decision memory decision = _decide(address(registry), _suspendCall());
        ICouncil.Approval[] memory approvals = _approvals(decision);
        address[] memory left = new address[](2);
        (left[0], left[1]) = (_of(_members[1]), _of(_members[2]));
        _enact(address(council), abi.encodeCall(council.setMembers, (left, 2)));
        _true(!council.isMember(_of(_members[0])), "still a member");
        _expectRefusal(
            abi.encodeWithSelector(ICouncil.CouncilNotAMember.selector, _of(_members[0])),
            decision,
            approvals
        );
    }

    function _enact(address target, bytes memory data) private {
        ICouncil.Decision memory decision = _decide(target, data);
        council.enact(decision, _approvals(decision));
    }

    /// @dev While the council is the governor alone, as the system is deployed.
    function _enactAlone(address target, bytes memory data) private {
        ICouncil.Decision memory decision = _decide(target, data);
        ICouncil.Approval[] memory approvals = new ICouncil.Approval[](1);
        approvals[0] = _approve(decision, GOVERNOR);
        council.enact(decision, approvals);
    }

    function _expectFailedCall(address target, bytes memory data, bytes memory reason) private {
        ICouncil.Decision memory decision = _decide(target, data);
        ICouncil.Approval[] memory approvals = _approvals(decision);
        _expectRefusal(
            abi.encodeWithSelector(ICouncil.CouncilCallFailed.selector, target, reason),
            decision,
            approvals
        );
    }

    function _expectRefusal(
        bytes memory reason,
        ICouncil.Decision memory decision,
        ICouncil.Approval[] memory approvals
    ) private {
        vm.expectRevert(reason);
        vm.prank(_of(RELAYER));
        council.enact(decision, approvals);
    }

    function _decide(address target, bytes memory data) private returns (ICouncil.Decision memory) {
        return ICouncil.Decision(target, data, ++_nonce, uint40(block.timestamp + 1 days));
    }

    /// @dev By the first two members.
    function _approvals(ICouncil.Decision memory decision) private view returns (ICouncil.Approval[] memory approvals) {
        approvals = new ICouncil.Approval[](2);
        for (uint256 i = 0; i < 2; ++i) approvals[i] = _approve(decision, _members[i]);
    }

    function _approve(
        ICouncil.Decision memory decision,
        string memory member
    ) private view returns (ICouncil.Approval memory) {
        bytes32 message = keccak256(
            abi.encode(
                TypeHashes.DECISION,
                decision.target,
                keccak256(decision.data),
                decision.nonce,
                decision.deadline
            )
        );
        return ICouncil.Approval(_of(member), _sign(member, address(council), message));
    }

    function _admitCall() private view returns (bytes memory) {
        return abi.encodeCall(registry.admit, (address(_university), Authority.Direct, HIGHER, 0, 0));
    }

    function _suspendCall() private view returns (bytes memory) {
        return abi.encodeCall(registry.suspend, (address(_university), 0));
    }

    function _addresses() private view returns (address[] memory addresses) {
        addresses = new address[](3);
        for (uint256 i = 0; i < 3; ++i) addresses[i] = _of(_members[i]);
    }

    function _sortMembers() private {
        for (uint256 i = 0; i < 3; ++i) {
            for (uint256 j = i + 1; j < 3; ++j) {
                (string memory one, string memory other) = (_members[i], _members[j]);
                if (_of(one) < _of(other)) continue;
                _members[i] = other;
                _members[j] = one;
            }
        }
    }
}
