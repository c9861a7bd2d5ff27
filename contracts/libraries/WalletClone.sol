// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";

/// @title WalletClone: the code of a wallet, where CREATE2 puts it, and whose it is. One layout for whoever asks.
///
/// @dev Byte for byte what OpenZeppelin's Clones makes with immutable arguments, held against it in WalletClone.t.sol:
/// 10 bytes that deploy, 45 bytes of ERC-1167 clone, then owner (20), profile (1) and index (4). The salt is 0.
library WalletClone {
    uint256 private constant CLONE_SIZE = 45;
    uint256 private constant CODE_SIZE = 70;
    uint256 private constant INIT_CODE_SIZE = 80;

    /// @dev Makes the wallet whose address `addressOf` tells for this contract.
    function create(address code, address owner, uint8 profile, uint32 index) internal returns (address wallet) {
        bytes memory initCode = _initCode(code, owner, profile, index);
        assembly ("memory-safe") {
            wallet := create2(0, add(initCode, 0x20), mload(initCode), 0)
        }
        if (wallet == address(0)) revert Errors.FailedDeployment();
    }

    /// @dev Where `maker` puts, or will put, the wallet: the last 20 bytes of keccak256(0xff ‖ maker ‖ salt ‖
    /// keccak256(init code)).
    function addressOf(
        address maker,
        address code,
        address owner,
        uint8 profile,
        uint32 index
    ) internal pure returns (address wallet) {
        bytes memory initCode = _initCode(code, owner, profile, index);
        assembly ("memory-safe") {
            // What is hashed takes the place of the init code: 85 bytes of 128.
            let hash := keccak256(add(initCode, 0x20), mload(initCode))
            mstore(initCode, shl(88, or(shl(160, 0xff), and(maker, 0xffffffffffffffffffffffffffffffffffffffff))))
            mstore(add(initCode, 32), 0)
            mstore(add(initCode, 53), hash)
            wallet := and(keccak256(initCode, 85), 0xffffffffffffffffffffffffffffffffffffffff)
        }
    }

    /// @dev Whether code of this size stands there, and what it says behind the clone. Anybody can deploy such code.
    function identityOf(address wallet) internal view returns (bool fits, address owner, uint8 profile, uint32 index) {
        fits = wallet.code.length == CODE_SIZE;
        assembly ("memory-safe") {
            // Bytes beyond the code are zero.
            extcodecopy(wallet, 0, CLONE_SIZE, 0x20)
            let word := mload(0)
            owner := shr(96, word)
            profile := and(shr(88, word), 0xff)
            index := and(shr(56, word), 0xffffffff)
        }
    }

    function _initCode(
        address code,
        address owner,
        uint8 profile,
        uint32 index
    ) private pure returns (bytes memory initCode) {
        assembly ("memory-safe") {
            initCode := mload(0x40)
            mstore(0x40, add(initCode, 0x80))
            // Each word's upper bytes are written over by the next, so the last part goes first.
            let args := or(or(shl(40, owner), shl(32, and(profile, 0xff))), and(index, 0xffffffff))
            mstore(add(initCode, 80), args)
            mstore(add(initCode, 55), 0x5af43d82803e903d91602b57fd5bf3)
            mstore(add(initCode, 40), code)
            mstore(add(initCode, 20), 0x6100463d81600a3d39f3363d3d373d3d3d363d73)
            mstore(initCode, INIT_CODE_SIZE)
        }
    }
}
