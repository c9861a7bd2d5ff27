// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IOrganization} from "../../contracts/interfaces/IOrganization.sol";
import {Authority, Category} from "../../contracts/interfaces/Types.sol";
import {Organization} from "../../contracts/organization/Organization.sol";
import {System} from "./support/System.sol";

/// @title The two-person rule: nobody alone brings a batch into a wallet.
contract ApprovalsTest is System {
    uint256 private constant PEOPLE = 4;

    Organization private _body;
    address[PEOPLE] private _people;
    bytes32 private _batchHash;

    // What ought to be, kept beside the contract.
    address private _preparer;
    address[] private _approvers;

    function setUp() public {
        _deploySystem();
        _body = _accredited("Recognition body", Authority.Cross);
        _people = [_of(REGISTRAR), _of(ISSUER), _of(EMPLOYER), _of(RELAYER)];
        _newWallet(GRADUATE, 1, 0);
        _batchHash = _body.batchHashOf(_call());
    }

    /// Whatever people with any roles do in any order: a batch goes through exactly when enough issuers, each other than its
    /// preparer and each other, have approved it and still are issuers.
    function testFuzz_aBatchNeedsItsPeople(uint256[24] memory steps, uint8 required, uint8 roles) public {
        required = uint8(_bound(required, 0, 2));
        vm.prank(_of(UNIVERSITY));
        _body.setApprovalsRequired(required);
        for (uint256 i = 0; i < PEOPLE; ++i) {
            if ((roles >> i) & 1 == 1) _grantRole(_body, _body.ISSUER_ROLE(), _people[i]);
            if ((roles >> (4 + i)) & 1 == 1) _grantRole(_body, _body.REGISTRAR_ROLE(), _people[i]);
        }
        for (uint256 i = 0; i < steps.length; ++i) _step(steps[i]);

        uint256 count;
        for (uint256 i = 0; i < _approvers.length; ++i) if (_isIssuer(_approvers[i])) ++count;
        _grantRole(_body, _body.ISSUER_ROLE(), _of(GOVERNOR));
        if (count < required) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IOrganization.OrganizationNotApproved.selector,
                    _batchHash,
                    uint8(count),
                    required
                )
            );
        }
        vm.prank(_of(GOVERNOR));
        (bool success, ) = address(_body).call(_call());
        if (count < required) return;
        _true(success, "an approved batch goes through");
        // Approvals that were not needed are left alone.
        bool kept = required == 0 && _preparer != address(0);
        _true((_body.approvalsOf(_batchHash).preparer != address(0)) == kept, "approvals are used up");
    }

    /// @dev One step of anybody: prepare, approve, withdraw, or lose a role.
    function _step(uint256 seed) private {
        address person = _people[_bound(seed >> 8, 0, PEOPLE - 1)];
        uint256 act = seed % 10;
        if (act < 2) _prepare(person);
        else if (act < 7) _approve(person);
        else if (act < 8) _withdraw(person);
        else if (act < 9) _revoke(_body.ISSUER_ROLE(), person);
        else _revoke(_body.REGISTRAR_ROLE(), person);
    }

    function _prepare(address person) private {
        bool allowed = _body.hasRole(_body.REGISTRAR_ROLE(), person) && _preparer == address(0);
        vm.prank(person);
        try _body.prepareBatch(_batchHash) {
            _true(allowed, "prepared by who may not");
            _preparer = person;
        } catch {
            _true(!allowed, "a preparation was refused");
        }
    }

    function _approve(address person) private {
        bool allowed = _isIssuer(person) && _preparer != address(0) && person != _preparer && _approvers.length < 2;
        for (uint256 i = 0; i < _approvers.length; ++i) if (_approvers[i] == person) allowed = false;
        vm.prank(person);
        try _body.approveBatch(_batchHash) {
            _true(allowed, "approved by who may not");
            _approvers.push(person);
        } catch {
            _true(!allowed, "an approval was refused");
        }
    }

    function _withdraw(address person) private {
        bool involved = _preparer != address(0) && person == _preparer;
        for (uint256 i = 0; i < _approvers.length; ++i) if (_approvers[i] == person) involved = true;
        vm.prank(person);
        try _body.withdrawBatch(_batchHash) {
            _true(involved, "withdrawn by who may not");
            _preparer = address(0);
            delete _approvers;
        } catch {
            _true(!involved, "a withdrawal was refused");
        }
    }

    function _revoke(bytes32 role, address person) private {
        vm.prank(_of(UNIVERSITY));
        _body.revokeRole(role, person);
    }

    function _isIssuer(address person) private view returns (bool) {
        return _body.hasRole(_body.ISSUER_ROLE(), person);
    }

    function _call() private pure returns (bytes memory) {
        IOrganization.Item[] memory items = new IOrganization.Item[](1);
        items[0] = _item(1, 0, 1, 1);
        return abi.encodeCall(IOrganization.issueBatch, (1, Category.HigherEducation, 1, items, new bytes[](0)));
    }
}
