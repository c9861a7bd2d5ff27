// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IEthereumDIDRegistry} from "../interfaces/IEthereumDIDRegistry.sol";
import {IWalletFactory} from "../interfaces/IWalletFactory.sol";

/// @title HolderControllers: who acts for an owner. That is whom ERC-1056 names, with a memory it lacks.
/// @dev ERC-1056 gives an identity whose owner was set to 0 back to its first key, which may be the stolen one that was
/// rotated away. Kept here for all, because wallets, this factory and organizations ask the same question.
abstract contract HolderControllers is IWalletFactory {
    IEthereumDIDRegistry public immutable didRegistry;

    /// @dev Owners another than whom was seen in control.
    mapping(address owner => bool noted) private _noted;

    constructor(IEthereumDIDRegistry didRegistry_) {
        didRegistry = didRegistry_;
    }

    /// @inheritdoc IWalletFactory
    function controllerOf(address owner) external view returns (address) {
        (address controller, bool noted) = _lookUp(owner);
        return controller == owner && noted ? address(0) : controller;
    }

    /// @inheritdoc IWalletFactory
    function noteController(address owner) public returns (address) {
        (address controller, bool noted) = _lookUp(owner);
        if (controller == owner) return noted ? address(0) : controller;
        if (!noted) {
            _noted[owner] = true;
            emit ControllerNoted(owner, controller);
        }
        return controller;
    }

    function _lookUp(address owner) private view returns (address controller, bool noted) {
        return (didRegistry.identityOwner(owner), _noted[owner]);
    }
}
