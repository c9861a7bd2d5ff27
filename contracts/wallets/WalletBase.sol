// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICredentialWallet} from "../interfaces/ICredentialWallet.sol";
import {IOracleRegistry} from "../interfaces/IOracleRegistry.sol";
import {IWalletFactory} from "../interfaces/IWalletFactory.sol";
import {WalletState} from "../interfaces/Types.sol";
import {WalletClone} from "../libraries/WalletClone.sol";

/// @title WalletBase: what the parts of a wallet share. Its state and its identity.
abstract contract WalletBase is ICredentialWallet {
    /// @dev One slot, all zero in a new wallet, so that making a wallet writes no storage.
    struct State {
        /// @dev The length of the list, but 0 for one record too: see _recordCount.
        uint32 recordCount;
        uint32 erasedCount;
        uint64 nonce;
        bool deactivated;
        bool destroyed;
        /// @dev While it is 0, an issue need not look whether its organization is blocked.
        uint32 blockedCount;
    }

    /// @dev The generation of this code, in every header a verifier reads.
    uint8 internal constant VERSION = 1;

    IOracleRegistry public immutable registry;
    IWalletFactory public immutable factory;

    State internal _state;

    constructor(IOracleRegistry registry_, IWalletFactory factory_) {
        registry = registry_;
        factory = factory_;
    }

    function _requireActive() internal view {
        if (_state.destroyed) revert WalletDestroyed();
        if (_state.deactivated) revert WalletDeactivated();
    }

    function _requireNotDestroyed() internal view {
        if (_state.destroyed) revert WalletDestroyed();
    }

    function _walletState() internal view returns (WalletState) {
        if (_state.destroyed) return WalletState.Destroyed;
        return _state.deactivated ? WalletState.Deactivated : WalletState.Active;
    }

    /// @dev As the factory wrote them behind the clone's code.
    function _identity() internal view returns (address owner, uint8 profile, uint32 index) {
        (, owner, profile, index) = WalletClone.identityOf(address(this));
    }
}
