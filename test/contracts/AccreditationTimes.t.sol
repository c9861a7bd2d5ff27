// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IOracleRegistry} from "../../contracts/interfaces/IOracleRegistry.sol";
import {AccreditationStatus, Authority, Category, WithdrawalReason} from "../../contracts/interfaces/Types.sol";
import {Organization} from "../../contracts/organization/Organization.sol";
import {System} from "./support/System.sol";

/// @title What happens at the very second in which an accreditation begins, changes or ends.
contract AccreditationTimesTest is System {
    uint8 private constant VOCATIONAL = 8;

    Organization private _university;

    function setUp() public {
        _deploySystem();
        _university = _accredited("University", Authority.Direct);
    }

    /// An accreditation whose validity has passed is withdrawn: it comes back by applying and admitting, not by change.
    function test_aLapsedAccreditationCannotBeChanged() public {
        uint40 until = uint40(block.timestamp + 100);
        _change(HIGHER, until);
        _pass(101);
        vm.expectRevert(
            abi.encodeWithSelector(
                IOracleRegistry.OracleRegistryWrongStatus.selector,
                _university,
                AccreditationStatus.Withdrawn
            )
        );
        _change(HIGHER, 0);
    }

    /// A withdrawal can only bring the end nearer. Otherwise it would revive what has lapsed.
    function test_aWithdrawalNeverLengthensAnAccreditation() public {
        uint40 until = uint40(block.timestamp + 100);
        _change(HIGHER, until);
        _pass(1);
        _expectBadTime(until + 1, until);
        _withdraw(until + 1);
        _pass(200);
        _expectBadTime(uint40(block.timestamp + 1), until);
        _withdraw(uint40(block.timestamp + 1));
    }

    /// A suspended organization does not free itself by waiting for its validity to pass and applying again.
    function test_aSuspendedOrganizationCannotApplyItsWayOut() public {
        _change(HIGHER, uint40(block.timestamp + 100));
        _pass(1);
        vm.prank(_of(GUARDIAN));
        registry.suspend(address(_university), 0);
        _pass(200);
        vm.expectRevert(
            abi.encodeWithSelector(
                IOracleRegistry.OracleRegistryWrongStatus.selector,
                _university,
                AccreditationStatus.Suspended
            )
        );
        vm.prank(_of(UNIVERSITY));
        _university.applyForAccreditation(Authority.Direct, HIGHER, 0);
    }

    /// A withdrawal for dishonesty that lies ahead takes the right to change records when it comes, and not a second earlier.
    function test_anAnnouncedConvictionHoldsFromItsTime() public {
        for (uint256 reason = uint256(WithdrawalReason.Misconduct); reason < 6; ++reason) {
            uint256 before = vm.snapshotState();
            uint40 at = uint40(block.timestamp + 100);
            vm.prank(_of(GOVERNOR));
            registry.withdraw(address(_university), WithdrawalReason(reason), at, 0);
            _pass(100);
            _equal(registry.mayRevoke(address(_university)), 1, "may revoke");
            _equal(registry.maySuspend(address(_university)), 1, "may suspend");
            _pass(1);
            bytes memory refusal = abi.encodeWithSelector(
                IOracleRegistry.OracleRegistryNotAccredited.selector,
                _university,
                AccreditationStatus.Accredited,
                reason
            );
            vm.expectRevert(refusal);
            registry.mayRevoke(address(_university));
            vm.expectRevert(refusal);
            registry.maySuspend(address(_university));
            vm.revertToState(before);
        }
    }

    /// What was issued earlier in the second in which a category is taken away was issued in accreditation.
    function test_aCategoryTakenAwayStillCountsForThatSecond() public {
        uint40 time = uint40(block.timestamp);
        (, Authority authority) = registry.mayIssue(address(_university), Category.HigherEducation);
        _equal(uint8(authority), uint8(Authority.Direct), "authority before the change");
        _change(VOCATIONAL, 0);
        _equal(registry.accreditationAt(address(_university), time).categories, HIGHER | VOCATIONAL, "categories then");
        _pass(1);
        _equal(registry.accreditationAt(address(_university), time + 1).categories, VOCATIONAL, "categories since");
    }

    /// Closed on the accredited side: the second of a suspension still counts as accredited.
    function test_theSecondOfASuspensionStillCountsAsAccredited() public {
        uint40 time = uint40(block.timestamp);
        vm.prank(_of(GUARDIAN));
        registry.suspend(address(_university), 0);
        _status(time, AccreditationStatus.Accredited);
        _status(time + 1, AccreditationStatus.Suspended);
        _pass(10);
        vm.prank(_of(GOVERNOR));
        registry.reinstate(address(_university), 0);
        _status(time + 9, AccreditationStatus.Suspended);
        _status(time + 10, AccreditationStatus.Accredited);
    }

    /// Two changes in one second would leave history without order.
    function test_theSecondChangeInASecondIsRefused() public {
        uint40 time = uint40(block.timestamp);
        _change(VOCATIONAL, 0);
        vm.expectRevert(
            abi.encodeWithSelector(IOracleRegistry.OracleRegistryChangedThisSecond.selector, _university, time)
        );
        _change(HIGHER, 0);
    }

    function _status(uint40 time, AccreditationStatus expected) private view {
        _equal(uint8(registry.accreditationAt(address(_university), time).status), uint8(expected), "status then");
    }

    function _change(uint8 categories, uint40 until) private {
        vm.prank(_of(GOVERNOR));
        registry.change(address(_university), Authority.Direct, categories, until, 0);
    }

    function _withdraw(uint40 at) private {
        vm.prank(_of(GOVERNOR));
        registry.withdraw(address(_university), WithdrawalReason.Closed, at, 0);
    }

    function _expectBadTime(uint40 time, uint40 latest) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IOracleRegistry.OracleRegistryBadTime.selector,
                time,
                uint40(block.timestamp + 1),
                latest
            )
        );
    }
}
