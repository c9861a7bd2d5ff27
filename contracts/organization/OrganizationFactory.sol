// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IOrganization} from "../interfaces/IOrganization.sol";
import {IOrganizationFactory} from "../interfaces/IOrganizationFactory.sol";

/// @title OrganizationFactory. What it promises stands in IOrganizationFactory.
contract OrganizationFactory is IOrganizationFactory {
    /// @notice The code all organizations share.
    address public immutable implementation;

    /// @inheritdoc IOrganizationFactory
    mapping(address organization => bool made) public isOrganization;

    constructor(address implementation_) {
        implementation = implementation_;
    }

    /// @inheritdoc IOrganizationFactory
    function create(
        string calldata name,
        bytes2 country,
        bytes32 metadataHash,
        address admin,
        bytes32 salt
    ) external returns (address organization) {
        organization = Clones.cloneDeterministic(implementation, _salt(msg.sender, salt));
        isOrganization[organization] = true;
        emit OrganizationCreated(organization, admin, name, string(abi.encodePacked(country)));
        IOrganization(organization).initialize(name, country, metadataHash, admin);
    }

    /// @inheritdoc IOrganizationFactory
    function addressFor(address creator, bytes32 salt) external view returns (address) {
        return Clones.predictDeterministicAddress(implementation, _salt(creator, salt));
    }

    function _salt(address creator, bytes32 salt) private pure returns (bytes32) {
        return keccak256(abi.encode(creator, salt));
    }
}
