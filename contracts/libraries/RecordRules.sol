// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {RecordStatus} from "../interfaces/Types.sol";

/// @title RecordRules: which status may follow which, and which sequence comes next. Proved in test/proofs.
library RecordRules {
    /// @dev Of a record's 255 sequences the last is kept for its revocation, which ends a record anyway.
    uint8 internal constant LAST_SEQUENCE = type(uint8).max;

    /// @dev The sequence that follows, 0 if none is left.
    function nextSequence(uint8 sequence, bool revokes) internal pure returns (uint8) {
        uint8 last = revokes ? LAST_SEQUENCE : LAST_SEQUENCE - 1;
        unchecked {
            // Below 255 one more fits.
            return sequence < last ? sequence + 1 : 0;
        }
    }

    /// @dev Active <--> Suspended; either --> Revoked, which is final.
    function mayBecome(RecordStatus from, RecordStatus to) internal pure returns (bool) {
        if (to == RecordStatus.Revoked) return from == RecordStatus.Active || from == RecordStatus.Suspended;
        if (to == RecordStatus.Suspended) return from == RecordStatus.Active;
        return to == RecordStatus.Active && from == RecordStatus.Suspended;
    }
}
