// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ICredentialWallet} from "../interfaces/ICredentialWallet.sol";
import {Consent} from "../interfaces/Types.sol";
import {SignatureCheck} from "../libraries/SignatureCheck.sol";
import {TypeHashes} from "../libraries/TypeHashes.sol";
import {WalletRecords} from "./WalletRecords.sol";

/// @title WalletActs: what the holder does, itself or through anybody with its signature.
abstract contract WalletActs is WalletRecords, EIP712 {
    uint256 private constant ENCRYPTION_KEY_SIZE = 64;

    mapping(bytes32 grantId => Grant granted) private _grants;

    constructor() EIP712(TypeHashes.NAME, TypeHashes.VERSION) {}

    /// @inheritdoc ICredentialWallet
    function blockOrganization(address organization, Consent calldata consent) external {
        if (isBlocked[organization]) revert WalletAlreadyBlocked(organization);
        address by = _authorize(TypeHashes.BLOCK_ORGANIZATION, _word(organization), consent);
        isBlocked[organization] = true;
        ++_state.blockedCount;
        emit OrganizationBlocked(organization, by);
    }

    /// @inheritdoc ICredentialWallet
    function unblockOrganization(address organization, Consent calldata consent) external {
        if (!isBlocked[organization]) revert WalletNotBlocked(organization);
        address by = _authorize(TypeHashes.UNBLOCK_ORGANIZATION, _word(organization), consent);
        isBlocked[organization] = false;
        --_state.blockedCount;
        emit OrganizationUnblocked(organization, by);
    }

    /// @inheritdoc ICredentialWallet
    function grant(bytes32 grantId, bytes32 commitment, uint40 until, Consent calldata consent) external {
        if (commitment == 0 || (until != 0 && until <= block.timestamp)) revert WalletBadGrant(commitment, until);
        if (_grants[grantId].commitment != 0) revert WalletGrantExists(grantId);
        bytes32 message = TypeHashes.grant(grantId, commitment, until, _state.nonce, consent.deadline);
        address by = _authorizeMessage(message, consent);
        _grants[grantId] = Grant({
            commitment: commitment,
            grantedAt: uint40(block.timestamp),
            until: until,
            withdrawn: false
        });
        emit GrantMade(grantId, commitment, until, by);
    }

    /// @inheritdoc ICredentialWallet
    function withdrawGrant(bytes32 grantId, Consent calldata consent) external {
        Grant storage granted = _grants[grantId];
        if (granted.commitment == 0 || granted.withdrawn) revert WalletGrantUnknown(grantId);
        address by = _authorize(TypeHashes.WITHDRAW_GRANT, grantId, consent);
        granted.withdrawn = true;
        emit GrantWithdrawn(grantId, by);
    }

    /// @inheritdoc ICredentialWallet
    function setEncryptionKey(bytes calldata encryptionKey, Consent calldata consent) external {
        if (encryptionKey.length != ENCRYPTION_KEY_SIZE) revert WalletBadEncryptionKey(encryptionKey.length);
        address by = _authorize(TypeHashes.SET_ENCRYPTION_KEY, keccak256(encryptionKey), consent);
        emit EncryptionKeyChanged(encryptionKey, by);
    }

    /// @inheritdoc ICredentialWallet
    function deactivate(Consent calldata consent) external {
        _requireActive();
        address by = _authorize(TypeHashes.DEACTIVATE, consent);
        _state.deactivated = true;
        emit Deactivated(by);
    }

    /// @inheritdoc ICredentialWallet
    function reactivate(Consent calldata consent) external {
        _requireNotDestroyed();
        if (!_state.deactivated) revert WalletNotDeactivated();
        address by = _authorize(TypeHashes.REACTIVATE, consent);
        _state.deactivated = false;
        emit Reactivated(by);
    }

    /// @inheritdoc ICredentialWallet
    function destroy(Consent calldata consent) external {
        address by = _authorize(TypeHashes.DESTROY, consent);
        _state.destroyed = true;
        emit Destroyed(by);
    }

    /// @inheritdoc ICredentialWallet
    function erase(uint32 limit) external {
        if (!_state.destroyed) revert WalletNotDestroyed();
        uint32 from = _state.erasedCount;
        uint32 left = _recordCount() - from;
        uint32 to = from + (limit < left ? limit : left);
        for (uint32 i = from; i < to; ++i) _eraseRecord(i);
        _state.erasedCount = to;
        emit RecordsErased(from, to);
    }

    /// @inheritdoc ICredentialWallet
    function grantOf(bytes32 grantId) external view returns (Grant memory) {
        return _grants[grantId];
    }

    /// @dev The next three check that the controller agrees to an act and use up the nonce. They return who it is.
    function _authorize(bytes32 typeHash, Consent calldata consent) private returns (address) {
        return _authorizeMessage(TypeHashes.act(typeHash, _state.nonce, consent.deadline), consent);
    }

    function _authorize(bytes32 typeHash, bytes32 value, Consent calldata consent) private returns (address) {
        return _authorizeMessage(TypeHashes.act(typeHash, value, _state.nonce, consent.deadline), consent);
    }

    function _authorizeMessage(bytes32 message, Consent calldata consent) private returns (address controller) {
        _requireNotDestroyed();
        (address owner, , ) = _identity();
        controller = factory.noteController(owner);
        if (controller == address(0)) revert WalletControllerLost();
        if (consent.signature.length == 0) {
            if (msg.sender != controller) revert WalletNotController(msg.sender);
        } else {
            if (block.timestamp > consent.deadline) revert WalletExpired(consent.deadline);
            if (!SignatureCheck.isValid(controller, _hashTypedDataV4(message), consent.signature)) {
                revert WalletBadSignature(controller);
            }
        }
        ++_state.nonce;
    }

    function _word(address value) private pure returns (bytes32) {
        return bytes32(uint256(uint160(value)));
    }
}
