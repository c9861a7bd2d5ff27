// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title SignatureCheck: whether an account signed, be it a key or a contract (ERC-1271).
/// @dev OpenZeppelin's checker copies whatever a contract account returns and gives it all gas; this one is bounded.
library SignatureCheck {
    /// @dev Enough for a contract account with a few owners.
    uint256 internal constant CONTRACT_GAS = 200_000;

    function isValid(address account, bytes32 digest, bytes calldata signature) internal view returns (bool) {
        (address recovered, ECDSA.RecoverError failure, ) = ECDSA.tryRecover(digest, signature);
        if (failure == ECDSA.RecoverError.NoError && recovered == account) return true;
        if (account.code.length == 0) return false;

        bytes memory input = abi.encodeCall(IERC1271.isValidSignature, (digest, signature));
        bool answered;
        uint256 size;
        bytes32 answer;
        assembly ("memory-safe") {
            answered := staticcall(CONTRACT_GAS, account, add(input, 0x20), mload(input), 0, 0x20)
            size := returndatasize()
            answer := mload(0)
        }
        return answered && size >= 0x20 && answer == bytes32(IERC1271.isValidSignature.selector);
    }
}
