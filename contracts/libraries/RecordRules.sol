// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {RecordStatus} from "../interfaces/Types.sol";

/// @title RecordRules: which status of a record may follow which, and how its sequence counts.
/// @dev Apart from the wallet's storage, so that test/proofs can prove them for every input.
library RecordRules {
    /// @dev Only a revocation, which ends a record anyway, may use it.
    uint8 private constant LAST_SEQUENCE = type(uint8).max;

    /// @dev Whether a record may change its status so. Nothing follows Revoked.
    function mayBecome(RecordStatus from, RecordStatus to) internal pure returns (bool) {
        if (to == RecordStatus.Suspended) return from == RecordStatus.Active;
        if (to == RecordStatus.Active) return from == RecordStatus.Suspended;
        return to == RecordStatus.Revoked && (from == RecordStatus.Active || from == RecordStatus.Suspended);
    }

    /// @dev The sequence that follows, 0 if there is none.
    function sequenceAfter(uint8 sequence, bool revoking) internal pure returns (uint8) {
        // It wraps only from the last, which is what 0 says.
        unchecked {
            return !revoking && sequence == LAST_SEQUENCE - 1 ? 0 : sequence + 1;
        }
    }
}
