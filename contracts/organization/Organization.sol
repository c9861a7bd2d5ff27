// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IEthereumDIDRegistry} from "../interfaces/IEthereumDIDRegistry.sol";
import {IOracleRegistry} from "../interfaces/IOracleRegistry.sol";
import {IOrganization} from "../interfaces/IOrganization.sol";
import {IWalletFactory} from "../interfaces/IWalletFactory.sol";
import {Authority} from "../interfaces/Types.sol";
import {Utf8} from "../libraries/Utf8.sol";
import {OrganizationBatches} from "./OrganizationBatches.sol";
import {OrganizationKeys} from "./OrganizationKeys.sol";
import {OrganizationMembers} from "./OrganizationMembers.sol";

/// @title Organization. What it promises stands in IOrganization.
/// @dev Deployed once; every organization is an ERC-1167 clone of it.
contract Organization is OrganizationBatches {
    uint256 private constant MAX_NAME = 200;

    /// @dev The only caller of initialize.
    address public immutable factory;

    /// @inheritdoc IOrganization
    string public name;
    /// @inheritdoc IOrganization
    bytes2 public country;
    /// @inheritdoc IOrganization
    bytes32 public metadataHash;

    constructor(
        address factory_,
        IOracleRegistry registry_,
        IWalletFactory walletFactory_,
        IEthereumDIDRegistry didRegistry_
    ) OrganizationBatches(registry_) OrganizationMembers(walletFactory_) OrganizationKeys(didRegistry_) {
        factory = factory_;
    }

    /// @inheritdoc IOrganization
    function initialize(string calldata name_, bytes2 country_, bytes32 metadataHash_, address admin) external {
        if (msg.sender != factory) revert OrganizationOnlyFactory(msg.sender);
        uint256 size = bytes(name_).length;
        if (size == 0 || size > MAX_NAME || !Utf8.isText(bytes(name_))) revert OrganizationBadName();
        if (!_isLetter(country_[0]) || !_isLetter(country_[1])) revert OrganizationBadCountry(country_);
        if (admin == address(0)) revert OrganizationNoAdmin();
        name = name_;
        country = country_;
        metadataHash = metadataHash_;
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
    }

    /// @inheritdoc IOrganization
    function setMetadata(bytes32 metadataHash_) external onlyRole(DEFAULT_ADMIN_ROLE) {
        metadataHash = metadataHash_;
        emit MetadataChanged(metadataHash_, msg.sender);
    }

    /// @inheritdoc IOrganization
    function applyForAccreditation(
        Authority authority,
        uint8 categories,
        bytes32 evidence
    ) external onlyRole(DEFAULT_ADMIN_ROLE) {
        registry.applyForAccreditation(authority, categories, metadataHash, evidence);
    }

    function _isLetter(bytes1 character) private pure returns (bool) {
        return character >= "A" && character <= "Z";
    }
}
