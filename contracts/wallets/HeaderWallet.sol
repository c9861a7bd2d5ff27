// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IEthereumDIDRegistry} from "../interfaces/IEthereumDIDRegistry.sol";
import {IOracleRegistry} from "../interfaces/IOracleRegistry.sol";
import {CredentialWallet} from "./CredentialWallet.sol";

/// @title HeaderWallet: profile 1. Headers only; the signed credential stays with the holder as a file.
contract HeaderWallet is CredentialWallet {
    constructor(
        IOracleRegistry registry_,
        IEthereumDIDRegistry didRegistry_
    ) CredentialWallet(registry_, didRegistry_) {}

    function _requireProfile(bool hasData, bool hasShredHalf, bool hasCommitment) internal pure override {
        if (hasData || hasShredHalf || hasCommitment) revert WalletProfileMismatch(1);
    }
}
