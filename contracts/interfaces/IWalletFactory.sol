// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Consent} from "./Types.sol";

/// @title WalletFactory: makes wallets at addresses that only owner, profile and index decide.
///
/// @notice Glossary. *Owner*: the address a holder's DID names, fixed for the wallet's life. *Controller*: who acts for the
/// owner, by ERC-1056. *Profile*: 1, 2 or 3, what a wallet's records hold. *Index*: counts an owner's wallets of a profile.
///
///     wallet:     none --create (controller, or anybody with its signature)--> a clone, for good
///     controller: owner --another seen (noteController)--> whom ERC-1056 names ; never the owner again
///
/// Trust: ERC-1056 about who controls an owner. It has no owner of its own.
/// What it does not do: keep a list of wallets, or check that an encryption key is the holder's; it says when the key is the
/// owner account's own.
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

    /// @notice Another than the owner was seen in control; the owner's own key never acts again, for any wallet.
    event ControllerNoted(address indexed owner, address controller);

    error WalletFactoryNoOwner();
    error WalletFactoryBadProfile(uint8 profile);
    /// @dev An encryption key is the 64 bytes of an uncompressed public key without its prefix.
    error WalletFactoryBadEncryptionKey(uint256 length);
    error WalletFactoryExists(address wallet);
    error WalletFactoryExpired(uint40 deadline);
    error WalletFactoryNotController(address owner, address caller);
    error WalletFactoryBadSignature(address owner);
    /// @dev ERC-1056 gave the identity back to its first key, which is no longer obeyed.
    error WalletFactoryControllerLost(address owner);

    /// @notice Makes a wallet. Caller: the owner's controller, or anybody with its EIP-712 signature. Emits WalletCreated.
    /// Reverts with WalletFactoryNoOwner, WalletFactoryBadEncryptionKey, WalletFactoryBadProfile, WalletFactoryExists,
    /// WalletFactoryControllerLost, WalletFactoryNotController, WalletFactoryExpired, WalletFactoryBadSignature.
    /// @param encryptionKey 64 bytes, uncompressed without prefix: what records are to be sealed to.
    function create(
        address owner,
        uint8 profile,
        uint32 index,
        bytes calldata encryptionKey,
        Consent calldata consent
    ) external returns (address wallet);

    /// @notice Where the wallet is, or will be. Reverts with WalletFactoryBadProfile.
    function walletOf(address owner, uint8 profile, uint32 index) external view returns (address);

    /// @notice The code that wallets of profile 1 share.
    function headerWallet() external view returns (address);

    /// @notice The code that wallets of profile 2 share.
    function pseudonymousWallet() external view returns (address);

    /// @notice The code that wallets of profile 3 share.
    function identityWallet() external view returns (address);

    /// @notice Whether this address holds a wallet of this factory, and whose. Never calls the address.
    function identify(address wallet) external view returns (bool isWallet, address owner, uint8 profile, uint32 index);

    /// @notice Who acts for an owner: whom ERC-1056 names; 0 if that is the owner again after another was seen.
    function controllerOf(address owner) external view returns (address);

    /// @notice As controllerOf, and remembers having seen another than the owner in control. Caller: anybody; every act
    /// of a holder does it. Emits ControllerNoted the first time.
    function noteController(address owner) external returns (address controller);
}
