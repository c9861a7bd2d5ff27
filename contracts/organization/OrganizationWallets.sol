// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICredentialWallet} from "../interfaces/ICredentialWallet.sol";
import {BoundedCall} from "../libraries/BoundedCall.sol";
import {OrganizationApprovals} from "./OrganizationApprovals.sol";

/// @title OrganizationWallets: how an organization finds and calls wallets.
abstract contract OrganizationWallets is OrganizationApprovals {
    /// @dev What is left to a batch beside the call: finding the wallet, the refusal's event, the batch's own end.
    uint256 private constant RESERVE_GAS = 40_000;
    uint256 private constant MAX_REASON = 256;
    uint8 private constant LAST_PROFILE = 3;

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

    function _walletOf(RecordRef calldata ref) private view returns (address wallet, bool exists) {
        if (ref.profile == 0 || ref.profile > LAST_PROFILE) return (address(0), false);
        wallet = walletFactory.walletOf(ref.owner, ref.profile, ref.walletIndex);
        exists = wallet.code.length != 0;
    }
}
