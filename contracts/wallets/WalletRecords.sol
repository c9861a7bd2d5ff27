// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICredentialWallet} from "../interfaces/ICredentialWallet.sol";
import {RecordStatus, RecordType, StatusReason} from "../interfaces/Types.sol";
import {Packed, PackedRecord} from "../libraries/PackedRecord.sol";
import {RecordRules} from "../libraries/RecordRules.sol";
import {WalletBase} from "./WalletBase.sol";

/// @title WalletRecords: what organizations write and verifiers read.
abstract contract WalletRecords is WalletBase {
    using PackedRecord for Packed;
    using PackedRecord for uint256;

    struct Record {
        bytes32 payloadHash;
        /// @dev A Packed, by PackedRecord.
        uint256 packed;
        /// @dev written in profile 3 only.
        bytes32 identityCommitment;
    }

    /// @dev One slot of the list: 128 + 32 + 96 bits.
    struct Entry {
        bytes16 recordId;
        uint32 organization;
        bytes12 shredHalf;
    }

    mapping(bytes32 organizationAndRecordId => Record record) private _records;
    mapping(uint256 index => Entry entry) internal _entries;
    /// @inheritdoc ICredentialWallet
    mapping(address organization => bool blocked) public isBlocked;

    /// @inheritdoc ICredentialWallet
    function addPayload(NewPayload calldata payload) external {
        _requireActive();
        (uint32 organization, ) = registry.mayIssue(msg.sender, payload.category);
        if (payload.payloadHash == 0) revert WalletHashMissing();
        if (payload.validUntil != 0 && payload.validUntil <= block.timestamp) {
            revert WalletValidityEnded(payload.validUntil);
        }
        _requireProfile(payload.data != 0, payload.shredHalf != 0, payload.identityCommitment != 0);

        Record storage record = _records[_key(organization, payload.recordId)];
        Packed memory packed = record.packed.unpack();
        if (payload.sequence == 1) packed = _issue(packed, payload, organization);
        else _amend(packed, payload, organization);

        packed.keyNumber = payload.keyNumber;
        packed.issuedAt = uint40(block.timestamp);
        packed.blockNumber = uint32(block.number);
        packed.validUntil = payload.validUntil;
        packed.sequence = payload.sequence;
        packed.payloadSequence = payload.sequence;
        packed.data = payload.data;
        packed.place = payload.place;
        record.packed = packed.pack();
        record.payloadHash = payload.payloadHash;
        if (payload.identityCommitment != 0) record.identityCommitment = payload.identityCommitment;
        emit RecordAdded(payload.recordId, msg.sender, payload.sequence);
    }

    /// @inheritdoc ICredentialWallet
    function revokeRecord(bytes16 recordId, StatusReason reason) external {
        _requireNotDestroyed();
        (Record storage record, Packed memory packed) = _known(registry.mayRevoke(msg.sender), recordId);
        _changeStatus(record, packed, recordId, RecordStatus.Revoked, reason);
    }

    /// @inheritdoc ICredentialWallet
    function suspendRecord(bytes16 recordId, StatusReason reason) external {
        _requireNotDestroyed();
        (Record storage record, Packed memory packed) = _known(registry.maySuspend(msg.sender), recordId);
        _changeStatus(record, packed, recordId, RecordStatus.Suspended, reason);
    }

    /// @inheritdoc ICredentialWallet
    function reinstateRecord(bytes16 recordId, StatusReason reason) external {
        _requireNotDestroyed();
        (Record storage record, Packed memory packed) = _known(registry.numberOf(msg.sender), recordId);
        registry.mayIssue(msg.sender, packed.category());
        _changeStatus(record, packed, recordId, RecordStatus.Active, reason);
    }

    /// @inheritdoc ICredentialWallet
    function headerFor(address organization, bytes32 accessKey) external view returns (RecordHeader memory header) {
        _requireActive();
        bytes16 recordId = bytes16(keccak256(abi.encode(accessKey)));
        Record storage record = _records[_key(registry.numberOf(organization), recordId)];
        Packed memory packed = record.packed.unpack();
        if (packed.sequence == 0) return header;
        header.payloadHash = record.payloadHash;
        header.keyNumber = packed.keyNumber;
        header.issuedAt = packed.issuedAt;
        header.blockNumber = packed.blockNumber;
        header.validUntil = packed.validUntil;
        header.sequence = packed.sequence;
        header.payloadSequence = packed.payloadSequence;
        header.category = packed.category();
        header.recordType = packed.recordType();
        header.status = packed.status();
        header.reason = packed.reason();
        header.statusAt = packed.statusAt;
        header.identityCommitment = record.identityCommitment;
    }

    /// @inheritdoc ICredentialWallet
    function recordsFrom(uint256 offset, uint256 limit) external view returns (RecordEntry[] memory page) {
        _requireActive();
        uint256 count = _recordCount();
        uint256 left = offset < count ? count - offset : 0;
        page = new RecordEntry[](left < limit ? left : limit);
        for (uint256 i = 0; i < page.length; ++i) {
            Entry memory entry = _entries[offset + i];
            Record storage record = _records[_key(entry.organization, entry.recordId)];
            Packed memory packed = record.packed.unpack();
            page[i] = RecordEntry({
                organization: entry.organization,
                recordId: entry.recordId,
                sequence: packed.sequence,
                payloadSequence: packed.payloadSequence,
                status: packed.status(),
                category: packed.category(),
                recordType: packed.recordType(),
                issuedAt: packed.issuedAt,
                payloadHash: record.payloadHash,
                data: packed.data,
                place: packed.place,
                shredHalf: entry.shredHalf
            });
        }
    }

    /// @dev How many records there are. An organization's number is never 0, so an entry is there where it is not.
    function _recordCount() internal view returns (uint32 count) {
        count = _state.recordCount;
        if (count == 0 && _entries[0].organization != 0) count = 1;
    }

    /// @dev Whether this profile takes a pointer to a payload, a shred half and a commitment; reverts if not.
    function _requireProfile(bool hasData, bool hasShredHalf, bool hasCommitment) internal pure virtual;

    /// @dev Zeroes the shred half and the pointer of one record.
    function _eraseRecord(uint256 index) internal {
        Entry storage entry = _entries[index];
        Record storage record = _records[_key(entry.organization, entry.recordId)];
        Packed memory packed = record.packed.unpack();
        packed.data = 0;
        packed.place = 0;
        record.packed = packed.pack();
        entry.shredHalf = 0;
    }

    function _issue(
        Packed memory packed,
        NewPayload calldata payload,
        uint32 organization
    ) private returns (Packed memory) {
        if (packed.sequence != 0) revert WalletRecordExists(payload.recordId);
        if (_state.blockedCount != 0 && isBlocked[msg.sender]) revert WalletBlocked(msg.sender);
        // The registry accredits nobody for Category.None.
        if (payload.recordType == RecordType.None) revert WalletBadKind(payload.category, payload.recordType);
        packed.standing = PackedRecord.standingOf(RecordStatus.Active, StatusReason.None);
        packed.statusAt = uint40(block.timestamp);
        packed.kind = PackedRecord.kindOf(payload.category, payload.recordType);
        uint32 index = _recordCount();
        if (index > type(uint24).max) revert WalletFull();
        packed.index = uint24(index);
        // Most wallets hold one record, and their first need not pay for a new slot.
        if (index != 0) _state.recordCount = index + 1;
        _entries[index] = Entry({recordId: payload.recordId, organization: organization, shredHalf: payload.shredHalf});
        return packed;
    }

    function _amend(Packed memory packed, NewPayload calldata payload, uint32 organization) private {
        if (packed.sequence == 0) revert WalletRecordUnknown(payload.recordId);
        if (packed.status() == RecordStatus.Revoked) revert WalletRecordRevoked(payload.recordId);
        uint8 next = RecordRules.nextSequence(packed.sequence, false);
        if (next == 0) revert WalletSequencesUsedUp(payload.recordId);
        if (payload.sequence != next) revert WalletWrongSequence(payload.sequence, next);
        if (packed.kind != PackedRecord.kindOf(payload.category, payload.recordType)) {
            revert WalletKindChanged(payload.category, payload.recordType);
        }
        // The older payload's shred half goes: only the latest payload can be opened from current state.
        _entries[packed.index] = Entry({
            recordId: payload.recordId,
            organization: organization,
            shredHalf: payload.shredHalf
        });
    }

    function _changeStatus(
        Record storage record,
        Packed memory packed,
        bytes16 recordId,
        RecordStatus to,
        StatusReason reason
    ) private {
        if (reason == StatusReason.None) revert WalletReasonMissing();
        RecordStatus from = packed.status();
        if (!RecordRules.mayBecome(from, to)) {
            if (from == RecordStatus.Revoked) revert WalletRecordRevoked(recordId);
            revert WalletWrongStatus(recordId, from);
        }
        packed.sequence = RecordRules.nextSequence(packed.sequence, to == RecordStatus.Revoked);
        if (packed.sequence == 0) revert WalletSequencesUsedUp(recordId);
        packed.standing = PackedRecord.standingOf(to, reason);
        packed.statusAt = uint40(block.timestamp);
        record.packed = packed.pack();
        emit RecordStatusChanged(recordId, msg.sender, packed.sequence, to, reason);
    }

    function _known(
        uint32 organization,
        bytes16 recordId
    ) private view returns (Record storage record, Packed memory packed) {
        record = _records[_key(organization, recordId)];
        packed = record.packed.unpack();
        if (packed.sequence == 0) revert WalletRecordUnknown(recordId);
    }

    /// @dev recordId in the upper half, the organization's number in the lowest 32 bits.
    function _key(uint32 organization, bytes16 recordId) private pure returns (bytes32) {
        return bytes32(recordId) | bytes32(uint256(organization));
    }
}
