// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IOracleRegistry} from "../interfaces/IOracleRegistry.sol";
import {AccreditationStatus, Authority, Category, WithdrawalReason} from "../interfaces/Types.sol";

/// @title StandingWord: a Standing as the one word it is in storage, for the questions every record asks.
/// @dev The compiler would write all nine members to memory to look at two. Members lie from the lowest bit on, in the
/// order of the struct: 32 + 8 + 8 + 8 + 8 + 40 + 40 + 40 + 40 bits.
library StandingWord {
    function load(IOracleRegistry.Standing storage standing) internal view returns (uint256 word) {
        assembly ("memory-safe") {
            word := sload(standing.slot)
        }
    }

    function number(uint256 word) internal pure returns (uint32) {
        return uint32(word);
    }

    function status(uint256 word) internal pure returns (AccreditationStatus) {
        return AccreditationStatus(uint8(word >> 32));
    }

    /// @dev The status without the check of the enumeration's range, which costs more than a comparison.
    function statusNumber(uint256 word) internal pure returns (uint8) {
        return uint8(word >> 32);
    }

    function authority(uint256 word) internal pure returns (Authority) {
        return Authority(uint8(word >> 40));
    }

    function covers(uint256 word, Category category) internal pure returns (bool) {
        return (word >> (48 + uint8(category))) & 1 == 1;
    }

    function reason(uint256 word) internal pure returns (WithdrawalReason) {
        return WithdrawalReason(uint8(word >> 56));
    }

    /// @dev As statusNumber.
    function reasonNumber(uint256 word) internal pure returns (uint8) {
        return uint8(word >> 56);
    }

    function until(uint256 word) internal pure returns (uint40) {
        return uint40(word >> 104);
    }

    function fraudSince(uint256 word) internal pure returns (uint40) {
        return uint40(word >> 144);
    }
}
