// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICredentialWallet} from "../../contracts/interfaces/ICredentialWallet.sol";
import {IOracleRegistry} from "../../contracts/interfaces/IOracleRegistry.sol";
import {
    AccreditationStatus,
    Authority,
    Category,
    RecordStatus,
    RecordType,
    StatusReason,
    WithdrawalReason
} from "../../contracts/interfaces/Types.sol";
import {PackedRecord} from "../../contracts/libraries/PackedRecord.sol";
import {StandingWord} from "../../contracts/libraries/StandingWord.sol";
import {Actors} from "./support/Actors.sol";

/// @title The words that hold a record and a standing: any of them, against how the compiler packs a struct into a slot.
contract WordsTest is Actors {
    using PackedRecord for uint256;
    using StandingWord for IOracleRegistry.Standing;
    using StandingWord for uint256;

    /// @dev A record as the compiler would pack it. status and reason, type and category share a byte each.
    struct Layout {
        uint16 keyNumber;
        uint40 issuedAt;
        uint32 blockNumber;
        uint40 validUntil;
        uint8 sequence;
        uint8 payloadSequence;
        uint8 standing;
        uint8 kind;
        uint24 data;
        uint8 place;
        uint24 index;
        uint40 statusAt;
    }

    Layout private _layout;
    IOracleRegistry.Standing private _standing;

    /// Whatever a record's word is, its members are read as the compiler reads them.
    function testFuzz_aRecordIsReadAsTheCompilerWould(uint256 word) public {
        word = _sound(word);
        Layout memory layout = _unpack(word);
        _equal(word.keyNumber(), layout.keyNumber, "keyNumber");
        _equal(word.issuedAt(), layout.issuedAt, "issuedAt");
        _equal(word.blockNumber(), layout.blockNumber, "blockNumber");
        _equal(word.validUntil(), layout.validUntil, "validUntil");
        _equal(word.sequence(), layout.sequence, "sequence");
        _equal(word.payloadSequence(), layout.payloadSequence, "payloadSequence");
        _equal(uint256(PackedRecord.status(word)), layout.standing & 0x0f, "status");
        _equal(uint256(PackedRecord.reason(word)), layout.standing >> 4, "reason");
        _equal(uint256(word.recordType()), layout.kind & 0x0f, "recordType");
        _equal(uint256(word.category()), layout.kind >> 4, "category");
        _equal(word.data(), layout.data, "data");
        _equal(word.place(), layout.place, "place");
        _equal(word.index(), layout.index, "index");
        _equal(word.statusAt(), layout.statusAt, "statusAt");
    }

    /// A change of status writes sequence, status, reason and statusAt, and leaves every other bit as it was.
    function testFuzz_aStatusChangesNothingElse(
        uint256 word,
        uint8 sequence,
        uint256 status,
        uint256 reason,
        uint40 at
    ) public {
        (status, reason) = (_bound(status, 0, 3), _bound(reason, 0, 7));
        Layout memory layout = _unpack(word);
        layout.sequence = sequence;
        layout.standing = uint8(status | (reason << 4));
        layout.statusAt = at;
        _equal(
            word.withStatus(sequence, RecordStatus(status), StatusReason(reason), at),
            _pack(layout),
            "after the change"
        );
    }

    /// A payload leaves status, reason, kind, index and statusAt, and writes everything else.
    function testFuzz_aPayloadChangesNothingElse(uint256 word, Layout memory given) public {
        vm.warp(given.issuedAt);
        vm.roll(given.blockNumber);
        ICredentialWallet.NewPayload memory payload;
        payload.keyNumber = given.keyNumber;
        payload.validUntil = given.validUntil;
        payload.sequence = given.sequence;
        payload.data = given.data;
        payload.place = given.place;
        Layout memory before = _unpack(word);
        given.payloadSequence = given.sequence;
        (given.standing, given.kind) = (before.standing, before.kind);
        (given.index, given.statusAt) = (before.index, before.statusAt);
        _equal(word.withPayload(payload), _pack(given), "with its payload");
    }

    /// A new record is active, has its kind and place and nothing of a payload.
    function testFuzz_aNewRecordIsActive(uint256 recordType, uint256 category, uint24 index, uint40 at) public {
        (recordType, category) = (_bound(recordType, 0, 10), _bound(category, 0, 6));
        Layout memory layout;
        layout.standing = uint8(RecordStatus.Active);
        layout.kind = uint8(recordType | (category << 4));
        layout.index = index;
        layout.statusAt = at;
        _equal(PackedRecord.issued(RecordType(recordType), Category(category), index, at), _pack(layout), "issued");
    }

    /// Erasing takes the pointer to the payload and leaves every other bit.
    function testFuzz_erasingTakesThePointerOnly(uint256 word) public {
        Layout memory layout = _unpack(word);
        (layout.data, layout.place) = (0, 0);
        _equal(word.withoutPointer(), _pack(layout), "erased");
    }

    /// Whatever an organization's standing is, its word is read as the compiler reads the struct.
    function testFuzz_aStandingIsReadAsTheCompilerWould(uint256 word) public {
        word = _withEnum(word, 32, uint256(type(AccreditationStatus).max));
        word = _withEnum(word, 40, uint256(type(Authority).max));
        word = _withEnum(word, 56, uint256(type(WithdrawalReason).max));
        assembly ("memory-safe") {
            sstore(_standing.slot, word)
        }
        IOracleRegistry.Standing memory standing = _standing;
        _equal(_standing.load(), word, "word");
        _equal(word.number(), standing.number, "number");
        _equal(uint256(StandingWord.status(word)), uint256(standing.status), "status");
        _equal(word.statusNumber(), uint256(standing.status), "number of the status");
        _equal(uint256(word.authority()), uint256(standing.authority), "authority");
        _equal(uint256(StandingWord.reason(word)), uint256(standing.reason), "reason");
        _equal(word.reasonNumber(), uint256(standing.reason), "number of the reason");
        _equal(word.until(), standing.until, "until");
        _equal(word.fraudSince(), standing.fraudSince, "fraudSince");
        for (uint256 category = 0; category <= uint256(type(Category).max); ++category) {
            _true(word.covers(Category(category)) == ((standing.categories >> category) & 1 == 1), "categories");
        }
    }

    /// @dev With a status, reason, type and category that exist.
    function _sound(uint256 word) private pure returns (uint256) {
        uint256 status = ((word >> 144) & 0x0f) % 4;
        uint256 reason = ((word >> 148) & 0x0f) % 8;
        uint256 recordType = ((word >> 152) & 0x0f) % 11;
        uint256 category = ((word >> 156) & 0x0f) % 7;
        uint256 both = status | (reason << 4) | (recordType << 8) | (category << 12);
        return (word & ~(uint256(0xffff) << 144)) | (both << 144);
    }

    /// @dev With a member of an enumeration in the byte at `offset`.
    function _withEnum(uint256 word, uint256 offset, uint256 last) private pure returns (uint256) {
        uint256 member = ((word >> offset) & 0xff) % (last + 1);
        return (word & ~(uint256(0xff) << offset)) | (member << offset);
    }

    function _unpack(uint256 word) private returns (Layout memory) {
        assembly ("memory-safe") {
            sstore(_layout.slot, word)
        }
        return _layout;
    }

    function _pack(Layout memory layout) private returns (uint256 word) {
        _layout = layout;
        assembly ("memory-safe") {
            word := sload(_layout.slot)
        }
    }
}
