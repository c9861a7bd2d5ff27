// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

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

    /// @dev Calls a wallet for a batch's item. A refusal comes back as its revert data; want of gas reverts everything.
    function _tryWallet(
        uint256 index,
        address wallet,
        uint256 callGas,
        bytes memory data
    ) internal returns (bool success, bytes memory reason) {
        // solhint-disable-next-line avoid-low-level-calls
        (success, reason) = BoundedCall.call(wallet, callGas, MAX_REASON, data);
        // Every refusal of a wallet names its error. Without one it ran out of gas, should a chain have changed its prices.
        if (!success && reason.length == 0) revert BatchOutOfGas(index);
    }

    /// @dev The wallet of the factory, 0 if it made none there. Computed as the factory does: asking it would be a cold
    /// call for every record.
    function _walletOf(address owner, uint8 profile, uint32 walletIndex) internal view returns (address wallet) {
        address code;
        if (profile == 1) code = _headerWallet;
        else if (profile == 2) code = _pseudonymousWallet;
        else if (profile == 3) code = _identityWallet;
        else return address(0);
        wallet = WalletClone.addressOf(address(walletFactory), code, owner, profile, walletIndex);
        if (wallet.code.length == 0) return address(0);
    }

    /// @dev The members of a reference, checked as the compiler would check each by itself: nothing stands beside a
    /// member's own bits.
    function _read(
        RecordRef calldata ref
    ) internal pure returns (address owner, uint8 profile, uint32 walletIndex, bytes16 recordId) {
        assembly ("memory-safe") {
            owner := calldataload(ref)
            profile := calldataload(add(ref, 0x20))
            walletIndex := calldataload(add(ref, 0x40))
            recordId := calldataload(add(ref, 0x60))
            if or(or(shr(160, owner), shr(8, profile)), or(shr(32, walletIndex), shl(128, recordId))) {
                revert(0, 0)
            }
        }
    }
}
