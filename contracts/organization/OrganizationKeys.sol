// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IEthereumDIDRegistry} from "../interfaces/IEthereumDIDRegistry.sol";
import {IOrganization} from "../interfaces/IOrganization.sol";
import {KeyPurpose} from "../interfaces/Types.sol";
import {OrganizationRoles} from "./OrganizationRoles.sol";

/// @title OrganizationKeys: the numbered keys, which always agree with the organization's DID document.
/// @dev ethr-did-resolver counts every did/pub event of an identity. These are all made here, so the counts agree.
abstract contract OrganizationKeys is OrganizationRoles {
    bytes32 private constant SIGNING = "did/pub/Secp256k1/veriKey/hex";
    bytes32 private constant SEALING = "did/pub/Secp256k1/enc/hex";
    uint256 private constant KEY_SIZE = 33;
    /// @dev Of the 65,535 numbers every key takes two, its publication's and its ending's: so each can still be ended.
    uint16 private constant LAST_PUBLISHED = 32_767;

    IEthereumDIDRegistry public immutable didRegistry;

    /// @inheritdoc IOrganization
    uint16 public keyNumberCount;
    mapping(uint16 number => Key key) private _keys;
    mapping(bytes32 publicKeyHash => bool published) private _published;

    constructor(IEthereumDIDRegistry didRegistry_) {
        didRegistry = didRegistry_;
    }

    /// @inheritdoc IOrganization
    function publishKey(
        KeyPurpose purpose,
        bytes calldata publicKey,
        uint40 validity
    ) external onlyRole(DEFAULT_ADMIN_ROLE) returns (uint16 number) {
        if (
            purpose == KeyPurpose.None || publicKey.length != KEY_SIZE || (publicKey[0] != 0x02 && publicKey[0] != 0x03)
        ) {
            revert OrganizationBadKey(publicKey);
        }
        uint40 until = _until(validity);
        if (keyNumberCount >= LAST_PUBLISHED) revert OrganizationKeysUsedUp();
        bytes32 publicKeyHash = keccak256(publicKey);
        if (_published[publicKeyHash]) revert OrganizationKeyKnown(publicKey);
        _published[publicKeyHash] = true;

        number = ++keyNumberCount;
        _keys[number] = Key({
            x: bytes32(publicKey[1:]),
            prefix: uint8(publicKey[0]),
            purpose: purpose,
            from: uint40(block.timestamp),
            until: until,
            ended: 0,
            compromisedSince: 0,
            lastIssuedBlock: 0
        });
        emit KeyPublished(number, purpose, publicKey, until, msg.sender);
        didRegistry.setAttribute(address(this), _attribute(purpose), publicKey, validity);
    }

    /// @inheritdoc IOrganization
    function endKey(uint16 number) external onlyRole(DEFAULT_ADMIN_ROLE) {
        Key storage key = _keys[number];
        if (key.purpose == KeyPurpose.None || key.ended != 0) revert OrganizationKeyNotLive(number);
        // did:ethr knows only blocks: ended now, the key would be missing for what it issued in this very block.
        if (key.lastIssuedBlock == block.number) revert OrganizationKeyIssuedInThisBlock(number);
        _end(key, number);
    }

    /// @inheritdoc IOrganization
    function markKeyCompromised(uint16 number, uint40 since) external onlyRole(DEFAULT_ADMIN_ROLE) {
        Key storage key = _keys[number];
        bool earlier = key.compromisedSince == 0 || since < key.compromisedSince;
        if (key.purpose == KeyPurpose.None || since < key.from || since > block.timestamp || !earlier) {
            revert OrganizationBadCompromise(number, since);
        }
        key.compromisedSince = since;
        emit KeyCompromised(number, since, msg.sender);
        // Even in a block it issued in: those records fail by the mark anyway.
        if (key.ended == 0) _end(key, number);
    }

    /// @inheritdoc IOrganization
    function keyAt(uint16 number) external view returns (Key memory) {
        return _keys[number];
    }

    /// @dev Reverts unless this signing key is live now; remembers the block it issued in.
    function _useSigningKey(uint16 number) internal {
        Key storage key = _keys[number];
        bool live = key.purpose == KeyPurpose.Signing && key.ended == 0 && block.timestamp <= key.until;
        if (!live) revert OrganizationKeyNotLive(number);
        key.lastIssuedBlock = uint40(block.number);
    }

    /// @dev Validities are in seconds from now, and end before uint40 does.
    function _until(uint40 validity) internal view returns (uint40) {
        if (validity == 0 || validity > type(uint40).max - block.timestamp) revert OrganizationBadValidity(validity);
        return uint40(block.timestamp) + validity;
    }

    function _end(Key storage key, uint16 number) private {
        key.ended = uint40(block.timestamp);
        // The ending is an event of its own in the DID document's count.
        ++keyNumberCount;
        emit KeyEnded(number, msg.sender);
        bytes memory publicKey = abi.encodePacked(key.prefix, key.x);
        didRegistry.revokeAttribute(address(this), _attribute(key.purpose), publicKey);
    }

    function _attribute(KeyPurpose purpose) private pure returns (bytes32) {
        return purpose == KeyPurpose.Signing ? SIGNING : SEALING;
    }
}
