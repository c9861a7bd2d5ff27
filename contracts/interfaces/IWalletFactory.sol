// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Consent} from "./Types.sol";

/// @title WalletFactory: makes wallets at addresses that only owner, profile and index decide.
interface IWalletFactory {
    /// @notice A wallet was made. `encryptionKey` is the 64-byte public key to seal to; `ownKey` says that it is the
    /// owner account's own key, which this contract checked.
    event WalletCreated(
        address indexed owner,
        address indexed wallet,
        uint8 profile,
        uint32 index,
        bytes encryptionKey,
        bool ownKey
    );

    error WalletFactoryNoOwner();
    error WalletFactoryBadProfile(uint8 profile);
    /// @dev An encryption key is the 64 bytes of an uncompressed public key without its prefix.
    error WalletFactoryBadEncryptionKey(uint256 length);
    error WalletFactoryExists(address wallet);
    error WalletFactoryExpired(uint40 deadline);
    error WalletFactoryNotController(address owner, address caller);
    error WalletFactoryBadSignature(address owner);

    /// @notice Makes a wallet. Caller: the owner's controller, or anybody with its EIP-712 signature.
    function create(
        address owner,
        uint8 profile,
        uint32 index,
        bytes calldata encryptionKey,
        Consent calldata consent
    ) external returns (address wallet);

    /// @notice Where the wallet is, or will be.
    function walletOf(address owner, uint8 profile, uint32 index) external view returns (address);

    /// @notice Whether this address holds a wallet of this factory, and whose. Never calls the address.
    function identify(address wallet) external view returns (bool isWallet, address owner, uint8 profile, uint32 index);
}
