// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICredentialWallet} from "../interfaces/ICredentialWallet.sol";
import {BoundedCall} from "../libraries/BoundedCall.sol";
import {WalletClone} from "../libraries/WalletClone.sol";
import {OrganizationApprovals} from "./OrganizationApprovals.sol";

/// @title OrganizationWallets: how an organization finds and calls wallets.
abstract contract OrganizationWallets is OrganizationApprovals {
    /// @dev What is left to a batch beside the call: finding the wallet, the refusal's event, the batch's own end.
    uint256 private constant RESERVE_GAS = 40_000;
    uint256 private constant MAX_REASON = 256;

    /// @dev The factory's code of profile 1, 2 and 3.
    address private immutable _headerWallet;
    address private immutable _pseudonymousWallet;
    address private immutable _identityWallet;

    constructor() {
        _headerWallet = walletFactory.headerWallet();
        _pseudonymousWallet = walletFactory.pseudonymousWallet();
        _identityWallet = walletFactory.identityWallet();
    }

    /// @dev Of a batch's item `index`: reverts everything if the gas left would not surely do for `callGas`.
    function _requireGas(uint256 index, uint256 callGas) internal view {
        // A call gets at most 63/64 of the gas left.
        if (gasleft() < ((callGas + RESERVE_GAS) * 64) / 63) revert BatchOutOfGas(index);
    }

    /// @dev Calls a wallet of the factory. A refusal comes back as its revert data; want of gas reverts everything.
    function _tryWallet(
        uint256 index,
        RecordRef calldata ref,
        uint256 callGas,
        bytes memory data
    ) internal returns (bool success, bytes memory reason) {
        (address wallet, bool exists) = _walletOf(ref);
        if (!exists) {
            return (
                false,
                abi.encodeWithSelector(OrganizationNoWallet.selector, ref.owner, ref.profile, ref.walletIndex)
            );
        }
        // solhint-disable-next-line avoid-low-level-calls
        (success, reason) = BoundedCall.call(wallet, callGas, MAX_REASON, data);
        // Every refusal of a wallet names its error. Without one it ran out of gas, should a chain have changed its prices.
        if (!success && reason.length == 0) revert BatchOutOfGas(index);
    }

    function _existing(RecordRef calldata ref) internal view returns (ICredentialWallet) {
        (address wallet, bool exists) = _walletOf(ref);
        if (!exists) revert OrganizationNoWallet(ref.owner, ref.profile, ref.walletIndex);
        return ICredentialWallet(wallet);
    }

    /// @dev Computed as the factory does: asking it would be a cold call for every record.
    function _walletOf(RecordRef calldata ref) private view returns (address wallet, bool exists) {
        uint8 profile = ref.profile;
        address code;
        if (profile == 1) code = _headerWallet;
        else if (profile == 2) code = _pseudonymousWallet;
        else if (profile == 3) code = _identityWallet;
        else return (address(0), false);
        wallet = WalletClone.addressOf(address(walletFactory), code, ref.owner, profile, ref.walletIndex);
        exists = wallet.code.length != 0;
    }
}
