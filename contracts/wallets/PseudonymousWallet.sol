// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IEthereumDIDRegistry} from "../interfaces/IEthereumDIDRegistry.sol";
import {IOracleRegistry} from "../interfaces/IOracleRegistry.sol";
import {CredentialWallet} from "./CredentialWallet.sol";

/// @title PseudonymousWallet: profile 2. Header and sealed payload; nothing that identifies a person.
contract PseudonymousWallet is CredentialWallet {
    constructor(
        IOracleRegistry registry_,
        IEthereumDIDRegistry didRegistry_
    ) CredentialWallet(registry_, didRegistry_) {}

    function _requireProfile(bool hasData, bool hasShredHalf, bool hasCommitment) internal pure override {
        if (!hasData || !hasShredHalf || hasCommitment) revert WalletProfileMismatch(2);
    }
}
