// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ChainDeployer} from "../../contracts/ChainDeployer.sol";
import {IOracleRegistry} from "../../contracts/interfaces/IOracleRegistry.sol";
import {AccreditationStatus, Authority, WithdrawalReason} from "../../contracts/interfaces/Types.sol";
import {Organization} from "../../contracts/organization/Organization.sol";
import {System} from "./support/System.sol";

/// @title What hardly ever happens, and must do no harm when it does.
contract RareCasesTest is System {
    function setUp() public {
        _deploySystem();
    }

    /// Taking a role from who does not have it changes nothing: above all not the count that keeps the last admin.
    function test_takingARoleNobodyHasCountsNobody() public {
        Organization organization = _newOrganization("University");
        bytes32 admin = organization.DEFAULT_ADMIN_ROLE();
        vm.prank(_of(UNIVERSITY));
        organization.revokeRole(admin, _of(MALLORY));
        _true(organization.hasRole(admin, _of(UNIVERSITY)), "the organization lost its admin");

        uint64 governor = manager.ADMIN_ROLE();
        vm.prank(address(council));
        manager.revokeRole(governor, _of(MALLORY));
        // Were the stranger counted, one more revocation would be refused or let the last admin go.
        vm.prank(address(council));
        manager.grantRole(governor, _of(MALLORY), 0);
        vm.prank(address(council));
        manager.revokeRole(governor, _of(MALLORY));
        (bool isAdmin, ) = manager.hasRole(governor, address(council));
        _true(isAdmin, "the council is no admin any more");
    }

    /// Granting a role twice counts its holder once.
    function test_anAdminGrantedTwiceIsOneAdmin() public {
        Organization organization = _newOrganization("University");
        bytes32 admin = organization.DEFAULT_ADMIN_ROLE();
        vm.prank(_of(UNIVERSITY));
        organization.grantRole(admin, _of(UNIVERSITY));
        vm.prank(_of(UNIVERSITY));
        (bool success, ) = address(organization).call(
            abi.encodeCall(organization.renounceRole, (admin, _of(UNIVERSITY)))
        );
        _true(!success, "the last admin left");
    }

    /// Withdrawn for fraud, an organization revokes nothing any more, as for misconduct.
    function test_anOrganizationWithdrawnForFraudCannotRevoke() public {
        Organization organization = _accredited("University", Authority.Direct);
        vm.prank(_of(GOVERNOR));
        registry.withdraw(address(organization), WithdrawalReason.Fraud, 0, "evidence");
        vm.expectRevert(
            abi.encodeWithSelector(
                IOracleRegistry.OracleRegistryNotAccredited.selector,
                organization,
                AccreditationStatus.Withdrawn,
                WithdrawalReason.Fraud
            )
        );
        registry.mayRevoke(address(organization));
    }

    /// Code in the form of a wallet whose profile is none of the three is no wallet, and identifying it does not revert.
    function test_aCloneOfNoProfileIsNoWallet() public {
        bytes memory code = address(_newWallet(GRADUATE, 1, 0)).code;
        for (uint256 profile = 0; profile < 256; profile = profile == 0 ? 4 : profile * 2) {
            // Behind 45 bytes of clone and 20 of the owner.
            code[65] = bytes1(uint8(profile));
            vm.etch(address(0xc0de), code);
            (bool isWallet, address owner, uint8 found, ) = wallets.identify(address(0xc0de));
            _true(!isWallet && owner == address(0) && found == 0, "passed for a wallet");
        }
    }

    /// Out of gas in its proxy, a deployment fails as a whole: the name stays free.
    function test_aDeploymentShortOfGasFailsAsAWhole() public {
        address at = deployer.addressOf("another");
        bool deployed;
        for (uint256 gas = 60_000; gas < 160_000 && !deployed; gas += 250) {
            try deployer.deploy{gas: gas}("another", hex"6001600081600a8239f300") {
                deployed = true;
            } catch {
                _equal(at.code.length, 0, "code of a deployment that failed");
            }
        }
        _true(deployed && at.code.length == 1, "no deployment with gas enough");
    }
}
