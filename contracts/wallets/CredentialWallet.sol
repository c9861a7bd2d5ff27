// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICredentialWallet} from "../interfaces/ICredentialWallet.sol";
import {IOracleRegistry} from "../interfaces/IOracleRegistry.sol";
import {IWalletFactory} from "../interfaces/IWalletFactory.sol";
import {WalletActs} from "./WalletActs.sol";
import {WalletBase} from "./WalletBase.sol";

/// @title CredentialWallet. What it promises stands in ICredentialWallet.
/// @dev Deployed once a profile; every wallet is a clone whose owner, profile and index stand in its code.
abstract contract CredentialWallet is WalletActs {
    constructor(IOracleRegistry registry_, IWalletFactory factory_) WalletBase(registry_, factory_) {}

    /// @inheritdoc ICredentialWallet
    function summary() external view returns (Summary memory) {
        (address owner, uint8 profile, uint32 index) = _identity();
        return
            Summary({
                state: _walletState(),
                owner: owner,
                profile: profile,
                index: index,
                version: VERSION,
                controller: factory.controllerOf(owner),
                recordCount: _recordCount(),
                nonce: _state.nonce
            });
    }
}
