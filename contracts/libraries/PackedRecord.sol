// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICredentialWallet} from "../interfaces/ICredentialWallet.sol";
import {Category, RecordStatus, RecordType, StatusReason} from "../interfaces/Types.sol";

/// @title PackedRecord: a record's small values in one word of storage. A status change writes only here.
///
/// @dev From the lowest bit on, 256 bits in all:
///
///     keyNumber 16 | issuedAt 40 | blockNumber 32 | validUntil 40 | sequence 8 | payloadSequence 8 | status 4 | reason 4 |
///     recordType 4 | category 4 | data 24 | place 8 | index 24, the place in the list from 0 | statusAt 40
///
/// A struct would go to memory and back, member by member, for every change.
library PackedRecord {
    /// @dev sequence, status, reason and statusAt: what a change of status changes.
    uint256 private constant STATUS = (0xff << 128) | (0xff << 144) | (uint256(type(uint40).max) << 216);
    /// @dev status, reason, recordType, category, index and statusAt: what an amendment leaves.
    uint256 private constant LASTING = (0xffff << 144) | (uint256(type(uint64).max) << 192);
    /// @dev data and place.
    uint256 private constant POINTER = uint256(type(uint32).max) << 160;

    /// @dev A new record, active since `at`, still without its payload.
    function issued(RecordType type_, Category category_, uint256 index_, uint40 at) internal pure returns (uint256) {
        return
            (uint256(RecordStatus.Active) << 144) |
            (uint256(type_) << 152) |
            (uint256(category_) << 156) |
            (index_ << 192) |
            (uint256(at) << 216);
    }

    /// @dev The record with another payload and its sequence, at this block.
    function withPayload(uint256 record, ICredentialWallet.NewPayload memory payload) internal view returns (uint256) {
        uint256 sequence_ = payload.sequence;
        return
            (record & LASTING) |
            payload.keyNumber |
            (uint256(uint40(block.timestamp)) << 16) |
            (uint256(uint32(block.number)) << 56) |
            (uint256(payload.validUntil) << 88) |
            (sequence_ << 128) |
            (sequence_ << 136) |
            (uint256(payload.data) << 160) |
            (uint256(payload.place) << 184);
    }

    /// @dev The record in another status.
    function withStatus(
        uint256 record,
        uint8 sequence_,
        RecordStatus status_,
        StatusReason reason_,
        uint40 at
    ) internal pure returns (uint256) {
        return
            (record & ~STATUS) |
            (uint256(sequence_) << 128) |
            (uint256(status_) << 144) |
            (uint256(reason_) << 148) |
            (uint256(at) << 216);
    }

    /// @dev The record without what points to its payload.
    function withoutPointer(uint256 record) internal pure returns (uint256) {
        return record & ~POINTER;
    }

    function keyNumber(uint256 record) internal pure returns (uint16) {
        return uint16(record);
    }

    function issuedAt(uint256 record) internal pure returns (uint40) {
        return uint40(record >> 16);
    }

    function blockNumber(uint256 record) internal pure returns (uint32) {
        return uint32(record >> 56);
    }

    function validUntil(uint256 record) internal pure returns (uint40) {
        return uint40(record >> 88);
    }

    function sequence(uint256 record) internal pure returns (uint8) {
        return uint8(record >> 128);
    }

    function payloadSequence(uint256 record) internal pure returns (uint8) {
        return uint8(record >> 136);
    }

    function status(uint256 record) internal pure returns (RecordStatus) {
        return RecordStatus((record >> 144) & 0x0f);
    }

    function reason(uint256 record) internal pure returns (StatusReason) {
        return StatusReason((record >> 148) & 0x0f);
    }

    function recordType(uint256 record) internal pure returns (RecordType) {
        return RecordType((record >> 152) & 0x0f);
    }

    function category(uint256 record) internal pure returns (Category) {
        return Category((record >> 156) & 0x0f);
    }

    function data(uint256 record) internal pure returns (uint24) {
        return uint24(record >> 160);
    }

    function place(uint256 record) internal pure returns (uint8) {
        return uint8(record >> 184);
    }

    function index(uint256 record) internal pure returns (uint24) {
        return uint24(record >> 192);
    }

    function statusAt(uint256 record) internal pure returns (uint40) {
        return uint40(record >> 216);
    }
}
