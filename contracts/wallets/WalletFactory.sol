// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IEthereumDIDRegistry} from "../interfaces/IEthereumDIDRegistry.sol";
import {IWalletFactory} from "../interfaces/IWalletFactory.sol";
import {Consent} from "../interfaces/Types.sol";
import {SignatureCheck} from "../libraries/SignatureCheck.sol";
import {TypeHashes} from "../libraries/TypeHashes.sol";
import {WalletClone} from "../libraries/WalletClone.sol";
import {HolderControllers} from "./HolderControllers.sol";

/// @title WalletFactory. What it promises stands in IWalletFactory.
contract WalletFactory is HolderControllers, EIP712 {
    uint256 private constant ENCRYPTION_KEY_SIZE = 64;

    /// @inheritdoc IWalletFactory
    address public immutable headerWallet;
    /// @inheritdoc IWalletFactory
    address public immutable pseudonymousWallet;
    /// @inheritdoc IWalletFactory
    address public immutable identityWallet;

    constructor(
        IEthereumDIDRegistry didRegistry_,
        address headerWallet_,
        address pseudonymousWallet_,
        address identityWallet_
    ) HolderControllers(didRegistry_) EIP712(TypeHashes.NAME, TypeHashes.VERSION) {
        headerWallet = headerWallet_;
        pseudonymousWallet = pseudonymousWallet_;
        identityWallet = identityWallet_;
    }

    /// @inheritdoc IWalletFactory
    function create(
        address owner,
        uint8 profile,
        uint32 index,
        bytes calldata encryptionKey,
        Consent calldata consent
    ) external returns (address wallet) {
        if (owner == address(0)) revert WalletFactoryNoOwner();
        if (encryptionKey.length != ENCRYPTION_KEY_SIZE) revert WalletFactoryBadEncryptionKey(encryptionKey.length);
        address code = _code(profile);
        wallet = WalletClone.addressOf(address(this), code, owner, profile, index);
        if (wallet.code.length != 0) revert WalletFactoryExists(wallet);

        address controller = noteController(owner);
        if (controller == address(0)) revert WalletFactoryControllerLost(owner);
        if (consent.signature.length == 0) {
            if (msg.sender != controller) revert WalletFactoryNotController(owner, msg.sender);
        } else {
            if (block.timestamp > consent.deadline) revert WalletFactoryExpired(consent.deadline);
            bytes32 message = TypeHashes.createWallet(owner, profile, index, encryptionKey, consent.deadline);
            if (!SignatureCheck.isValid(controller, _hashTypedDataV4(message), consent.signature)) {
                revert WalletFactoryBadSignature(owner);
            }
        }

        WalletClone.create(code, owner, profile, index);
        bool ownKey = address(uint160(uint256(keccak256(encryptionKey)))) == owner;
        emit WalletCreated(owner, wallet, profile, index, encryptionKey, ownKey);
    }

    /// @inheritdoc IWalletFactory
    function identify(
        address wallet
    ) external view returns (bool isWallet, address owner, uint8 profile, uint32 index) {
        (isWallet, owner, profile, index) = WalletClone.identityOf(wallet);
        isWallet = isWallet && profile > 0 && profile < 4 && walletOf(owner, profile, index) == wallet;
        if (!isWallet) return (false, address(0), 0, 0);
    }

    /// @inheritdoc IWalletFactory
    function walletOf(address owner, uint8 profile, uint32 index) public view returns (address) {
        return WalletClone.addressOf(address(this), _code(profile), owner, profile, index);
    }

    function _code(uint8 profile) private view returns (address) {
        if (profile == 1) return headerWallet;
        if (profile == 2) return pseudonymousWallet;
        if (profile == 3) return identityWallet;
        revert WalletFactoryBadProfile(profile);
    }
}
