// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";
import {ICredentialWallet} from "../../contracts/interfaces/ICredentialWallet.sol";
import {Authority} from "../../contracts/interfaces/Types.sol";
import {WalletClone} from "../../contracts/libraries/WalletClone.sol";
import {Organization} from "../../contracts/organization/Organization.sol";
import {System} from "./support/System.sol";

/// @title Wallets are OpenZeppelin's clones, and everybody finds them where the factory puts them.
contract WalletCloneTest is System {
    function setUp() public {
        _deploySystem();
    }

    /// For any maker, code, owner, profile and index the address is what Clones say.
    function testFuzz_addressesAreThoseOfClones(
        address maker,
        address code,
        address owner,
        uint8 profile,
        uint32 index
    ) public pure {
        bytes memory args = abi.encodePacked(owner, profile, index);
        address expected = Clones.predictDeterministicAddressWithImmutableArgs(code, args, 0, maker);
        _true(WalletClone.addressOf(maker, code, owner, profile, index) == expected, "another address");
    }

    /// A wallet stands at that address, its code is to the byte that of Clones, and it says whose it is.
    function testFuzz_walletsAreThoseOfClones(address code, address owner, uint8 profile, uint32 index) public {
        bytes memory args = abi.encodePacked(owner, profile, index);
        address wallet = WalletClone.create(code, owner, profile, index);
        address expected = Clones.predictDeterministicAddressWithImmutableArgs(code, args, 0);
        _true(wallet == expected, "another address");
        _equal(wallet.code, Clones.cloneWithImmutableArgs(code, args).code, "another code");

        (bool fits, address itsOwner, uint8 itsProfile, uint32 itsIndex) = WalletClone.identityOf(wallet);
        _true(fits && itsOwner == owner && itsProfile == profile && itsIndex == index, "another identity");
    }

    /// Bits beyond a value's own, as other code may leave them on the stack, change nothing.
    function testFuzz_onlyTheValuesCount(
        uint256 maker,
        uint256 code,
        uint256 owner,
        uint256 profile,
        uint256 index
    ) public pure {
        address clean = WalletClone.addressOf(
            address(uint160(maker)),
            address(uint160(code)),
            address(uint160(owner)),
            uint8(profile),
            uint32(index)
        );
        address dirtyMaker;
        address dirtyCode;
        address dirtyOwner;
        uint8 dirtyProfile;
        uint32 dirtyIndex;
        assembly ("memory-safe") {
            dirtyMaker := maker
            dirtyCode := code
            dirtyOwner := owner
            dirtyProfile := profile
            dirtyIndex := index
        }
        address dirty = WalletClone.addressOf(dirtyMaker, dirtyCode, dirtyOwner, dirtyProfile, dirtyIndex);
        _true(clean == dirty, "another address");
    }

    /// What the chain does not create reverts, here because it is there already.
    function test_noWalletIsMadeTwice() public {
        WalletClone.create(address(1), _of(GRADUATE), 1, 0);
        vm.expectRevert(abi.encodeWithSelector(Errors.FailedDeployment.selector));
        this.create(address(1), _of(GRADUATE), 1, 0);
    }

    function create(address code, address owner, uint8 profile, uint32 index) external {
        WalletClone.create(code, owner, profile, index);
    }

    /// The factory tells the addresses of its own codes.
    function testFuzz_theFactoryTellsTheSame(address owner, uint32 index) public view {
        address[3] memory codes = [wallets.headerWallet(), wallets.pseudonymousWallet(), wallets.identityWallet()];
        for (uint8 profile = 1; profile < 4; ++profile) {
            address expected = WalletClone.addressOf(address(wallets), codes[profile - 1], owner, profile, index);
            _true(wallets.walletOf(owner, profile, index) == expected, "another address");
        }
    }

    /// An organization, which asks nobody, writes into the wallet that the factory made, whichever it is.
    function testFuzz_anOrganizationFindsTheFactorysWallets(uint256 owner, uint8 profile, uint32 index) public {
        Organization body = _accredited("Recognition body", Authority.Cross);
        address holder = vm.addr(_bound(owner, 1, type(uint128).max));
        profile = uint8(_bound(profile, 1, 3));
        vm.prank(holder);
        ICredentialWallet wallet = ICredentialWallet(
            wallets.create(holder, profile, index, new bytes(64), _inPerson())
        );
        Organization.Item memory item = _item(profile, index, 1, 1);
        item.record.owner = holder;
        _issue(body, item);
        _equal(wallet.headerFor(address(body), _accessKey(1)).sequence, 1, "sequence");
    }

    /// Organization takes the codes from the factory it pins, which therefore has to be there first.
    function test_anOrganizationNeedsItsFactory() public {
        _true(_isDeployed(address(wallets)), "not with its factory");
        _true(!_isDeployed(_of(MALLORY)), "without a factory");
    }

    function _isDeployed(address walletFactory) private returns (bool) {
        bytes memory args = abi.encode(organizations, registry, walletFactory, dids);
        bytes memory initCode = abi.encodePacked(type(Organization).creationCode, args);
        address made;
        assembly ("memory-safe") {
            made := create(0, add(initCode, 0x20), mload(initCode))
        }
        return made != address(0);
    }
}
