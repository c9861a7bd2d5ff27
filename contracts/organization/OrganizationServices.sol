// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IOrganization} from "../interfaces/IOrganization.sol";
import {OrganizationKeys} from "./OrganizationKeys.sol";

/// @title OrganizationServices: where to reach the organization, as services of its DID document.
/// @dev ethr-did-resolver counts services apart from keys, so these leave the key numbers alone.
abstract contract OrganizationServices is OrganizationKeys {
    bytes8 private constant PREFIX = "did/svc/";
    /// @dev What an attribute's name of 32 bytes leaves behind the prefix.
    uint256 private constant MAX_TYPE = 24;
    uint256 private constant MAX_ENDPOINT = 512;

    mapping(bytes32 serviceHash => bool published) private _services;

    /// @inheritdoc IOrganization
    function publishService(
        string calldata serviceType,
        string calldata endpoint,
        uint40 validity
    ) external onlyRole(DEFAULT_ADMIN_ROLE) {
        if (!_isWord(bytes(serviceType)) || !_isUri(bytes(endpoint))) {
            revert OrganizationBadService(serviceType, endpoint);
        }
        uint40 until = _until(validity);
        _services[_hash(serviceType, endpoint)] = true;
        emit ServicePublished(serviceType, endpoint, until, msg.sender);
        didRegistry.setAttribute(address(this), _name(serviceType), bytes(endpoint), validity);
    }

    /// @inheritdoc IOrganization
    function endService(string calldata serviceType, string calldata endpoint) external onlyRole(DEFAULT_ADMIN_ROLE) {
        bytes32 serviceHash = _hash(serviceType, endpoint);
        if (!_services[serviceHash]) revert OrganizationServiceUnknown(serviceType, endpoint);
        delete _services[serviceHash];
        emit ServiceEnded(serviceType, endpoint, msg.sender);
        didRegistry.revokeAttribute(address(this), _name(serviceType), bytes(endpoint));
    }

    function _name(string calldata serviceType) private pure returns (bytes32) {
        return bytes32(abi.encodePacked(PREFIX, serviceType));
    }

    function _hash(string calldata serviceType, string calldata endpoint) private pure returns (bytes32) {
        return keccak256(abi.encode(serviceType, endpoint));
    }

    /// @dev 1 to 24 letters and digits.
    function _isWord(bytes calldata word) private pure returns (bool) {
        for (uint256 i = 0; i < word.length; ++i) {
            bytes1 c = word[i];
            bool fits = (c >= "0" && c <= "9") || (c >= "A" && c <= "Z") || (c >= "a" && c <= "z");
            if (!fits) return false;
        }
        return word.length != 0 && word.length <= MAX_TYPE;
    }

    /// @dev 1 to 512 characters that are printable and no blank, as URIs are.
    function _isUri(bytes calldata uri) private pure returns (bool) {
        if (uri.length == 0 || uri.length > MAX_ENDPOINT) return false;
        for (uint256 i = 0; i < uri.length; ++i) if (uri[i] < 0x21 || uri[i] > 0x7e) return false;
        return true;
    }
}
