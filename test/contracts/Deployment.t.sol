// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ChainDeployer} from "../../contracts/ChainDeployer.sol";
import {System} from "./support/System.sol";

/// @title Contracts that pin each other find each other, and every chain has its own addresses.
contract DeploymentTest is System {
    function setUp() public {
        _deploySystem();
    }

    /// Every pin points at the contract that was deployed.
    function test_everyPinIsResolved() public view {
        _true(registry.organizationFactory() == organizations, "registry knows the factory");
        _true(address(lens.walletFactory()) == address(wallets), "lens knows the wallets");
        _true(registry.authority() == address(manager), "registry obeys the manager");
        _true(organizations.implementation().code.length != 0, "there is code for organizations");
        _true(wallets.headerWallet().code.length != 0, "there is code for wallets");
    }

    /// The same deployer and name give another address on another chain.
    function testFuzz_addressesDifferFromChainToChain(uint64 here, uint64 there, bytes32 name) public {
        vm.assume(here != there && here != 0 && there != 0);
        vm.chainId(here);
        address atHome = deployer.addressOf(name);
        vm.chainId(there);
        _true(deployer.addressOf(name) != atHome, "same address on two chains");
    }

    /// Nobody but its maker deploys with it.
    function testFuzz_onlyTheMakerDeploys(address stranger) public {
        vm.assume(stranger != address(this));
        vm.expectRevert(abi.encodeWithSelector(ChainDeployer.ChainDeployerNotDeployer.selector, stranger));
        vm.prank(stranger);
        deployer.deploy("another", hex"00");
    }
}
