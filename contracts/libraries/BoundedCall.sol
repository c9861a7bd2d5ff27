// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title BoundedCall: a call that can cost no more gas and return no more bytes than the caller allows.
library BoundedCall {
    /// @dev Calls `target` with `gasLimit` and keeps at most `maxReturn` bytes of what comes back.
    function call(
        address target,
        uint256 gasLimit,
        uint256 maxReturn,
        bytes memory data
    ) internal returns (bool success, bytes memory result) {
        assembly ("memory-safe") {
            success := call(gasLimit, target, 0, add(data, 0x20), mload(data), 0, 0)
            let size := returndatasize()
            if gt(size, maxReturn) {
                size := maxReturn
            }
            result := mload(0x40)
            mstore(result, size)
            returndatacopy(add(result, 0x20), 0, size)
            mstore(0x40, and(add(add(result, size), 0x3f), not(0x1f)))
        }
    }
}
