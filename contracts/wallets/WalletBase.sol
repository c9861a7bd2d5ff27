// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {ICredentialWallet} from "../interfaces/ICredentialWallet.sol";
import {IEthereumDIDRegistry} from "../interfaces/IEthereumDIDRegistry.sol";
import {IOracleRegistry} from "../interfaces/IOracleRegistry.sol";
import {WalletState} from "../interfaces/Types.sol";

/// @title WalletBase: what the parts of a wallet share. Its state, its identity, its controller.
abstract contract WalletBase is ICredentialWallet {
    /// @dev One slot, all zero in a new wallet, so that making a wallet writes no storage.
    struct State {
        /// @dev The length of the list, but 0 for one record too: see _recordCount.
        uint32 recordCount;
        uint32 erasedCount;
        uint64 nonce;
        bool deactivated;
        bool destroyed;
        bool controllerNoted;
        /// @dev While it is 0, an issue need not look whether its organization is blocked.
        uint32 blockedCount;
    }

    /// @dev The generation of this code, in every header a verifier reads.
    uint8 internal constant VERSION = 1;

    IOracleRegistry public immutable registry;
    IEthereumDIDRegistry public immutable didRegistry;

    State internal _state;

    constructor(IOracleRegistry registry_, IEthereumDIDRegistry didRegistry_) {
        registry = registry_;
        didRegistry = didRegistry_;
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

    /// @dev Owner, profile and index as the factory wrote them behind the clone's code: 20, 1 and 4 bytes.
    function _identity() internal view returns (address owner, uint8 profile, uint32 index) {
        bytes memory args = Clones.fetchCloneArgs(address(this));
        assembly ("memory-safe") {
            let word := mload(add(args, 0x20))
            owner := shr(96, word)
            profile := and(shr(88, word), 0xff)
            index := and(shr(56, word), 0xffffffff)
        }
    }

    /// @dev Who acts for the owner now, 0 if nobody: ERC-1056 gives an identity whose owner was set to 0 back to its
    /// first key, which may be the stolen one that was rotated away.
    function _controller() internal view returns (address) {
        (address owner, , ) = _identity();
        address controller = didRegistry.identityOwner(owner);
        return controller == owner && _state.controllerNoted ? address(0) : controller;
    }
}
