// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title A contract account of two keys, as people use: both must have signed, either may send.
contract SafeAccount {
    bytes4 private constant MAGIC = 0x1626ba7e;
    uint256 private constant SIGNATURE_SIZE = 65;

    address public immutable first;
    address public immutable second;

    error SafeAccountStranger(address caller);

    constructor(address first_, address second_) {
        first = first_;
        second = second_;
    }

    function execute(address target, bytes calldata data) external returns (bytes memory) {
        if (msg.sender != first && msg.sender != second) revert SafeAccountStranger(msg.sender);
        (bool success, bytes memory result) = target.call(data);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(result, 0x20), mload(result))
            }
        }
        return result;
    }

    /// @param signatures of the first key, then of the second.
    function isValidSignature(bytes32 digest, bytes calldata signatures) external view returns (bytes4) {
        if (signatures.length != 2 * SIGNATURE_SIZE) return 0xffffffff;
        bool both =
            ECDSA.recover(digest, signatures[:SIGNATURE_SIZE]) == first &&
                ECDSA.recover(digest, signatures[SIGNATURE_SIZE:]) == second;
        return both ? MAGIC : bytes4(0xffffffff);
    }
}
