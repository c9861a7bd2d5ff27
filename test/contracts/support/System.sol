// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ChainDeployer} from "../../../contracts/ChainDeployer.sol";
import {Council} from "../../../contracts/Council.sol";
import {GovernanceManager} from "../../../contracts/GovernanceManager.sol";
import {OracleRegistry} from "../../../contracts/OracleRegistry.sol";
import {VerificationLens} from "../../../contracts/VerificationLens.sol";
import {ICredentialWallet} from "../../../contracts/interfaces/ICredentialWallet.sol";
import {IOrganization} from "../../../contracts/interfaces/IOrganization.sol";
import {Authority, Category, KeyPurpose, RecordType} from "../../../contracts/interfaces/Types.sol";
import {TypeHashes} from "../../../contracts/libraries/TypeHashes.sol";
import {Organization} from "../../../contracts/organization/Organization.sol";
import {OrganizationFactory} from "../../../contracts/organization/OrganizationFactory.sol";
import {HeaderWallet} from "../../../contracts/wallets/HeaderWallet.sol";
import {IdentityWallet} from "../../../contracts/wallets/IdentityWallet.sol";
import {PseudonymousWallet} from "../../../contracts/wallets/PseudonymousWallet.sol";
import {WalletFactory} from "../../../contracts/wallets/WalletFactory.sol";
import {Actors} from "./Actors.sol";
import {IDidRegistry} from "./IDidRegistry.sol";

/// @title The whole system on a fresh chain, and the steps that most tests begin with.
/// @dev The council is admin, the governor admits without delay, the guardian suspends. Delays: Governance.t.sol.
abstract contract System is Actors {
    /// @dev The compiled contract that everybody uses, which the package brings along.
    string private constant ERC_1056 =
        "node_modules/ethr-did-registry/artifacts/contracts/EthereumDIDRegistry.sol/EthereumDIDRegistry.json";
    uint40 internal constant START = 1_800_000_000;
    uint40 internal constant YEAR = 365 days;
    /// @dev Category.HigherEducation as a bit mask.
    uint8 internal constant HIGHER = 4;
    uint8 internal constant ALL_PROFILES = 14;
    uint16 internal constant SIGNING_KEY = 1;

    ChainDeployer internal deployer;
    IDidRegistry internal dids;
    GovernanceManager internal manager;
    Council internal council;
    OracleRegistry internal registry;
    OrganizationFactory internal organizations;
    WalletFactory internal wallets;
    VerificationLens internal lens;

    uint256 private _nonces;

    function _deploySystem() internal {
        vm.warp(START);
        vm.roll(1000);
        deployer = new ChainDeployer();
        dids = IDidRegistry(_put("ERC-1056", vm.parseJsonBytes(vm.readFile(ERC_1056), ".bytecode")));
        manager = GovernanceManager(
            _put("manager", abi.encodePacked(type(GovernanceManager).creationCode, abi.encode(address(this))))
        );
        address[] memory members = new address[](1);
        members[0] = _of(GOVERNOR);
        council = Council(
            _put("council", abi.encodePacked(type(Council).creationCode, abi.encode(manager, members, 1)))
        );
        registry = OracleRegistry(
            _put(
                "registry",
                abi.encodePacked(type(OracleRegistry).creationCode, abi.encode(manager, _at("organizations")))
            )
        );
        _deployWallets();
        _deployOrganizations();
        lens = VerificationLens(
            _put(
                "lens",
                abi.encodePacked(
                    type(VerificationLens).creationCode,
                    abi.encode(registry, organizations, wallets, dids)
                )
            )
        );
        _govern();
    }

    /// @dev An organization with a signing key 1, a sealing key 2, one registrar and one issuer, not yet registered.
    function _newOrganization(string memory name) internal returns (Organization organization) {
        vm.prank(_of(UNIVERSITY));
        organization = Organization(
            organizations.create(name, "EE", keccak256("metadata"), _of(UNIVERSITY), keccak256(bytes(name)))
        );
        _grantRole(organization, organization.REGISTRAR_ROLE(), _of(REGISTRAR));
        _grantRole(organization, organization.ISSUER_ROLE(), _of(ISSUER));
        _publishKey(organization, KeyPurpose.Signing, "signing key");
        _publishKey(organization, KeyPurpose.Sealing, "sealing key");
    }

    function _accredited(string memory name, Authority authority) internal returns (Organization organization) {
        organization = _newOrganization(name);
        vm.prank(_of(UNIVERSITY));
        organization.applyForAccreditation(authority, HIGHER, keccak256("evidence"));
        _pass(1);
        vm.prank(_of(GOVERNOR));
        registry.admit(address(organization), authority, HIGHER, 0, keccak256("evidence"));
        _pass(1);
    }

    function _grantRole(Organization organization, bytes32 role, address account) internal {
        vm.prank(_of(UNIVERSITY));
        organization.grantRole(role, account);
    }

    function _publishKey(Organization organization, KeyPurpose purpose, string memory seed) internal returns (uint16) {
        vm.prank(_of(UNIVERSITY));
        return organization.publishKey(purpose, abi.encodePacked(hex"02", keccak256(bytes(seed))), 10 * YEAR);
    }

    function _enrol(Organization organization, string memory holder) internal {
        IOrganization.Enrolment memory enrolment = IOrganization.Enrolment({
            holder: _of(holder),
            profiles: ALL_PROFILES,
            nonce: ++_nonces,
            deadline: uint40(block.timestamp)
        });
        bytes32 message = keccak256(
            abi.encode(
                TypeHashes.ENROL,
                enrolment.holder,
                address(organization),
                enrolment.profiles,
                enrolment.nonce,
                enrolment.deadline
            )
        );
        bytes memory signature = _sign(holder, address(organization), message);
        vm.prank(_of(REGISTRAR));
        organization.enrol(enrolment, signature);
    }

    function _newWallet(string memory holder, uint8 profile, uint32 index) internal returns (ICredentialWallet) {
        vm.prank(_of(holder));
        return ICredentialWallet(wallets.create(_of(holder), profile, index, new bytes(64), _inPerson()));
    }

    function _accessKey(uint256 award) internal pure returns (bytes32) {
        return keccak256(abi.encode("award", award));
    }

    function _recordId(uint256 award) internal pure returns (bytes16) {
        return bytes16(keccak256(abi.encode(_accessKey(award))));
    }

    /// @dev A degree for one of the graduate's wallets, with what its profile wants; the payload stands first in blob 1.
    function _item(
        uint8 profile,
        uint32 index,
        uint256 award,
        uint8 sequence
    ) internal pure returns (IOrganization.Item memory) {
        return
            IOrganization.Item({
                record: IOrganization.RecordRef({
                    owner: _of(GRADUATE),
                    profile: profile,
                    walletIndex: index,
                    recordId: _recordId(award)
                }),
                sequence: sequence,
                recordType: RecordType.Degree,
                validUntil: 0,
                payloadHash: keccak256(abi.encode(award, sequence)),
                blob: profile == 1 ? 0 : 1,
                place: 0,
                shredHalf: profile == 1 ? bytes12(0) : bytes12(keccak256(abi.encode("half", award, sequence))),
                identityCommitment: profile == 3 ? keccak256("identity") : bytes32(0)
            });
    }

    /// @dev One payload in the form of a data contract; empty for profile 1, which has none.
    function _blobFor(uint8 profile) internal pure returns (bytes memory) {
        return profile == 1 ? bytes("") : abi.encodePacked(hex"0001", uint16(6), "sealed");
    }

    function _issue(Organization organization, IOrganization.Item memory item) internal {
        vm.prank(_of(ISSUER));
        organization.issue(1, Category.HigherEducation, SIGNING_KEY, item, _blobFor(item.record.profile));
    }

    function _put(bytes32 name, bytes memory initCode) internal returns (address) {
        return deployer.deploy(name, initCode);
    }

    function _at(bytes32 name) internal view returns (address) {
        return deployer.addressOf(name);
    }

    function _deployOrganizations() private {
        _put(
            "organization",
            abi.encodePacked(
                type(Organization).creationCode,
                abi.encode(_at("organizations"), registry, _at("wallets"), dids)
            )
        );
        organizations = OrganizationFactory(
            _put(
                "organizations",
                abi.encodePacked(type(OrganizationFactory).creationCode, abi.encode(_at("organization")))
            )
        );
    }

    function _deployWallets() private {
        wallets = WalletFactory(
            _put(
                "wallets",
                abi.encodePacked(
                    type(WalletFactory).creationCode,
                    abi.encode(
                        dids,
                        new HeaderWallet(registry, WalletFactory(_at("wallets"))),
                        new PseudonymousWallet(registry, WalletFactory(_at("wallets"))),
                        new IdentityWallet(registry, WalletFactory(_at("wallets")))
                    )
                )
            )
        );
    }

    function _govern() private {
        bytes4[] memory admitting = new bytes4[](5);
        admitting[0] = registry.admit.selector;
        admitting[1] = registry.change.selector;
        admitting[2] = registry.reinstate.selector;
        admitting[3] = registry.withdraw.selector;
        admitting[4] = registry.markFraud.selector;
        bytes4[] memory guarding = new bytes4[](1);
        guarding[0] = registry.suspend.selector;
        manager.setTargetFunctionRole(address(registry), admitting, manager.ADMITTER_ROLE());
        manager.setTargetFunctionRole(address(registry), guarding, manager.GUARDIAN_ROLE());
        manager.grantRole(manager.ADMITTER_ROLE(), _of(GOVERNOR), 0);
        manager.grantRole(manager.GUARDIAN_ROLE(), _of(GUARDIAN), 0);
        manager.grantRole(manager.ADMIN_ROLE(), address(council), 0);
        manager.renounceRole(manager.ADMIN_ROLE(), address(this));
    }
}
