// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IOracleRegistry} from "../../../contracts/interfaces/IOracleRegistry.sol";
import {AccreditationStatus, Authority, Category, WithdrawalReason} from "../../../contracts/interfaces/Types.sol";
import {Organization} from "../../../contracts/organization/Organization.sol";
import {System} from "./System.sol";

/// @title Does at random what governance and organizations may do, and remembers what the registry answered.
contract RegistryHandler is System {
    /// @dev An answer about a time that was past when it was given.
    struct Answered {
        address organization;
        uint40 time;
        bytes32 accreditation;
    }

    /// @dev A category that an organization was free to issue at a time.
    struct Issuable {
        address organization;
        uint40 time;
        Category category;
    }

    Organization[] public organizationsUnderTest;
    Answered[] public answered;
    Issuable[] public issuable;
    /// @notice The times at which the registry accepted a change, oldest first.
    mapping(address organization => uint40[]) public changedAt;
    bool public strangerSucceeded;

    constructor() {
        _deploySystem();
        organizationsUnderTest.push(_newOrganization("University"));
        organizationsUnderTest.push(_accredited("Recognition body", Authority.Cross));
        (IOracleRegistry.Accreditation[] memory history, ) = registry.historyOf(_body(1), 0, 10);
        for (uint256 i = 0; i < history.length; ++i) changedAt[_body(1)].push(history[i].from);
    }

    function applyForAccreditation(uint256 which, uint256 scope) external {
        _act(_of(UNIVERSITY), _body(which), which, _application(scope));
    }

    function admit(uint256 which, uint256 scope, uint256 validity) external {
        bytes memory data = abi.encodeCall(
            registry.admit,
            (_body(which), _authority(scope), _categories(scope), _until(validity), bytes32(scope))
        );
        _act(_of(GOVERNOR), address(registry), which, data);
    }

    function change(uint256 which, uint256 scope, uint256 validity) external {
        bytes memory data = abi.encodeCall(
            registry.change,
            (_body(which), _authority(scope), _categories(scope), _until(validity), bytes32(scope))
        );
        _act(_of(GOVERNOR), address(registry), which, data);
    }

    function suspend(uint256 which) external {
        _act(_of(GUARDIAN), address(registry), which, abi.encodeCall(registry.suspend, (_body(which), 0)));
    }

    function reinstate(uint256 which) external {
        _act(_of(GOVERNOR), address(registry), which, abi.encodeCall(registry.reinstate, (_body(which), 0)));
    }

    function withdraw(uint256 which, uint256 reason, uint256 validity) external {
        // Rarely: it takes two steps and some time to come back.
        if (reason % 3 != 0) return;
        WithdrawalReason why = WithdrawalReason(_bound(reason / 3, 0, 5));
        bytes memory data = abi.encodeCall(registry.withdraw, (_body(which), why, _until(validity), 0));
        _act(_of(GOVERNOR), address(registry), which, data);
    }

    function passTime(uint256 time) external {
        _pass(_bound(time, 1, 40));
    }

    /// @notice Mallory, the issuer and the other role's holder try everything.
    function trespass(uint256 which, uint256 scope, uint256 act) external {
        address body = _body(which);
        bytes[6] memory calls = [
            abi.encodeCall(registry.admit, (body, Authority.Cross, HIGHER, 0, 0)),
            abi.encodeCall(registry.change, (body, Authority.Cross, HIGHER, 0, 0)),
            abi.encodeCall(registry.reinstate, (body, 0)),
            abi.encodeCall(registry.withdraw, (body, WithdrawalReason.Fraud, 0, 0)),
            abi.encodeCall(registry.markFraud, (body, START, 0)),
            abi.encodeCall(registry.suspend, (body, 0))
        ];
        uint256 index = act % 6;
        address[3] memory strangers = [_of(MALLORY), _of(ISSUER), index == 5 ? _of(GOVERNOR) : _of(GUARDIAN)];
        vm.prank(strangers[scope % 3]);
        (bool success, ) = address(registry).call(calls[index]);
        strangerSucceeded = strangerSucceeded || success;
    }

    /// @notice Asks about a past time and, for every category, whether it may be issued now.
    function look(uint256 which, uint256 ago) external {
        address body = _body(which);
        uint40 time = uint40(block.timestamp - _bound(ago, 1, 200));
        answered.push(Answered(body, time, keccak256(abi.encode(registry.accreditationAt(body, time)))));
        _noteIssuable(which);
    }

    function answeredCount() external view returns (uint256) {
        return answered.length;
    }

    function issuableCount() external view returns (uint256) {
        return issuable.length;
    }

    function theRegistry() external view returns (IOracleRegistry) {
        return registry;
    }

    function _act(address actor, address target, uint256 which, bytes memory data) private {
        _noteIssuable(which);
        vm.prank(actor);
        (bool success, ) = target.call(data);
        if (success) changedAt[_body(which)].push(uint40(block.timestamp));
        _noteIssuable(which);
    }

    /// @dev Also before a change in the same second: what was issued then has to stay good.
    function _noteIssuable(uint256 which) private {
        address body = _body(which);
        for (uint8 category = 0; category < 7; ++category) {
            try registry.mayIssue(body, Category(category)) {
                issuable.push(Issuable(body, uint40(block.timestamp), Category(category)));
            } catch {
                continue;
            }
        }
    }

    function _application(uint256 scope) private pure returns (bytes memory) {
        return abi.encodeCall(Organization.applyForAccreditation, (_authority(scope), _categories(scope), 0));
    }

    function _body(uint256 which) private view returns (address) {
        return address(organizationsUnderTest[which % 2]);
    }

    function _authority(uint256 scope) private pure returns (Authority) {
        return Authority(_bound(scope, 1, 2));
    }

    /// @dev Now and then a set that is empty or unknown.
    function _categories(uint256 scope) private pure returns (uint8) {
        return uint8(_bound(scope >> 8, 0, 0x84)) & 0xfe;
    }

    function _until(uint256 validity) private view returns (uint40) {
        uint256 choice = validity % 60;
        return choice < 20 ? 0 : uint40(block.timestamp + choice - 20);
    }
}
