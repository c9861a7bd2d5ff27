// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {RecordStatus} from "../../contracts/interfaces/Types.sol";
import {RecordRules} from "../../contracts/libraries/RecordRules.sol";

/// @title What RecordRules promise of any record, proved by induction: issuing makes a sound record, and a sound record
/// stays sound whatever is done to it. Each assertion holds for every value of the arguments.
contract RecordProof {
    /// Nothing follows Revoked: no change of status, whatever it is.
    function revokedIsFinal(RecordStatus to) external pure {
        assert(!RecordRules.mayBecome(RecordStatus.Revoked, to));
    }

    /// A change of status changes it, and never makes a record vanish.
    function aChangeIsAChange(RecordStatus from, RecordStatus to) external pure {
        if (RecordRules.mayBecome(from, to)) assert(from != to && to != RecordStatus.None);
    }

    /// What was never issued has no status to change.
    function nothingComesFromNothing(RecordStatus to) external pure {
        assert(!RecordRules.mayBecome(RecordStatus.None, to));
    }

    /// A suspension can be lifted, and an active record suspended, while sequences are left.
    function suspendingCanBeUndone(uint8 sequence) external pure {
        assert(RecordRules.mayBecome(RecordStatus.Active, RecordStatus.Suspended));
        assert(RecordRules.mayBecome(RecordStatus.Suspended, RecordStatus.Active));
        if (sequence <= 253) assert(RecordRules.nextSequence(sequence, false) != 0);
    }

    /// Every step raises the sequence by one: it never repeats, falls, skips or wraps.
    function sequencesHaveNoGaps(uint8 sequence, bool revoking) external pure {
        uint8 next = RecordRules.nextSequence(sequence, revoking);
        if (next != 0) assert(uint256(next) == uint256(sequence) + 1);
    }

    /// An issued record is sound.
    function issuingIsSound() external pure {
        assert(_isSound(RecordStatus.Active, 1));
    }

    /// A sound record stays sound when it is amended.
    function amendingKeepsSound(RecordStatus status, uint8 sequence) external pure {
        if (!_isSound(status, sequence) || status == RecordStatus.Revoked) return;
        uint8 next = RecordRules.nextSequence(sequence, false);
        if (next != 0) assert(_isSound(status, next));
    }

    /// A sound record stays sound when its status changes.
    function changingKeepsSound(RecordStatus from, uint8 sequence, RecordStatus to) external pure {
        if (!_isSound(from, sequence) || !RecordRules.mayBecome(from, to)) return;
        uint8 next = RecordRules.nextSequence(sequence, to == RecordStatus.Revoked);
        if (next != 0) assert(_isSound(to, next));
    }

    /// Of a sound record that is not revoked, revoking is always possible: the last sequence is kept for it.
    function revokingIsAlwaysPossible(RecordStatus status, uint8 sequence) external pure {
        if (!_isSound(status, sequence) || status == RecordStatus.Revoked) return;
        assert(RecordRules.mayBecome(status, RecordStatus.Revoked) && RecordRules.nextSequence(sequence, true) != 0);
    }

    /// @dev Sound: it was issued, and only a revoked record has the last of the 255 sequences.
    function _isSound(RecordStatus status, uint8 sequence) private pure returns (bool) {
        if (status == RecordStatus.None || sequence == 0) return false;
        return sequence < type(uint8).max || status == RecordStatus.Revoked;
    }
}
