// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Category, RecordStatus, RecordType, StatusReason} from "../interfaces/Types.sol";

/// @dev One slot: 16 + 40 + 32 + 40 + 8 + 8 + 8 + 8 + 24 + 8 + 24 + 40 = 256 bits. A status change writes only here.
struct Packed {
    uint16 keyNumber;
    uint40 issuedAt;
    uint32 blockNumber;
    uint40 validUntil;
    uint8 sequence;
    uint8 payloadSequence;
    /// @dev status in the low 4 bits, reason above.
    uint8 standing;
    /// @dev record type in the low 4 bits, category above.
    uint8 kind;
    uint24 data;
    uint8 place;
    /// @dev place in the list, from 0.
    uint24 index;
    uint40 statusAt;
}

/// @title PackedRecord: a record's small values as one word. The compiler would write a struct's members one by one.
library PackedRecord {
    /// @dev The members from the lowest bit on, in their order.
    function pack(Packed memory packed) internal pure returns (uint256) {
        return
            uint256(packed.keyNumber) |
            (uint256(packed.issuedAt) << 16) |
            (uint256(packed.blockNumber) << 56) |
            (uint256(packed.validUntil) << 88) |
            (uint256(packed.sequence) << 128) |
            (uint256(packed.payloadSequence) << 136) |
            (uint256(packed.standing) << 144) |
            (uint256(packed.kind) << 152) |
            (uint256(packed.data) << 160) |
            (uint256(packed.place) << 184) |
            (uint256(packed.index) << 192) |
            (uint256(packed.statusAt) << 216);
    }

    function unpack(uint256 word) internal pure returns (Packed memory packed) {
        packed.keyNumber = uint16(word);
        packed.issuedAt = uint40(word >> 16);
        packed.blockNumber = uint32(word >> 56);
        packed.validUntil = uint40(word >> 88);
        packed.sequence = uint8(word >> 128);
        packed.payloadSequence = uint8(word >> 136);
        packed.standing = uint8(word >> 144);
        packed.kind = uint8(word >> 152);
        packed.data = uint24(word >> 160);
        packed.place = uint8(word >> 184);
        packed.index = uint24(word >> 192);
        packed.statusAt = uint40(word >> 216);
    }

    function standingOf(RecordStatus status_, StatusReason reason_) internal pure returns (uint8) {
        return uint8(status_) | (uint8(reason_) << 4);
    }

    function kindOf(Category category_, RecordType recordType_) internal pure returns (uint8) {
        return uint8(recordType_) | (uint8(category_) << 4);
    }

    function status(Packed memory packed) internal pure returns (RecordStatus) {
        return RecordStatus(packed.standing & 0x0f);
    }

    function reason(Packed memory packed) internal pure returns (StatusReason) {
        return StatusReason(packed.standing >> 4);
    }

    function category(Packed memory packed) internal pure returns (Category) {
        return Category(packed.kind >> 4);
    }

    function recordType(Packed memory packed) internal pure returns (RecordType) {
        return RecordType(packed.kind & 0x0f);
    }
}
