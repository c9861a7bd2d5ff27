// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IOracleRegistry} from "../interfaces/IOracleRegistry.sol";
import {IWalletFactory} from "../interfaces/IWalletFactory.sol";
import {CredentialWallet} from "./CredentialWallet.sol";

/// @title PseudonymousWallet: profile 2. Header and sealed payload; nothing that identifies a person.
contract PseudonymousWallet is CredentialWallet {
    constructor(IOracleRegistry registry_, IWalletFactory factory_) CredentialWallet(registry_, factory_) {}

    function _requireProfile(bool hasData, bool hasShredHalf, bool hasCommitment) internal pure override {
        if (!hasData || !hasShredHalf || hasCommitment) revert WalletProfileMismatch(2);
    }
}
