// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IOracleRegistry} from "../interfaces/IOracleRegistry.sol";
import {IWalletFactory} from "../interfaces/IWalletFactory.sol";
import {CredentialWallet} from "./CredentialWallet.sol";

/// @title HeaderWallet: profile 1. Headers only; the signed credential stays with the holder as a file.
contract HeaderWallet is CredentialWallet {
    constructor(IOracleRegistry registry_, IWalletFactory factory_) CredentialWallet(registry_, factory_) {}

    function _requireProfile(bool hasData, bool hasShredHalf, bool hasCommitment) internal pure override {
        if (hasData || hasShredHalf || hasCommitment) revert WalletProfileMismatch(1);
    }
}
