// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICredentialWallet} from "../interfaces/ICredentialWallet.sol";
import {IOracleRegistry} from "../interfaces/IOracleRegistry.sol";
import {RecordStatus, RecordType, StatusReason} from "../interfaces/Types.sol";
import {PackedRecord} from "../libraries/PackedRecord.sol";
import {RecordRules} from "../libraries/RecordRules.sol";
import {WalletBase} from "./WalletBase.sol";

/// @title WalletRecords: what organizations write and verifiers read.
abstract contract WalletRecords is WalletBase {
    using PackedRecord for uint256;

    struct Record {
        bytes32 payloadHash;
        /// @dev by PackedRecord.
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
    /// @dev To memory at once: the compiler would check a member of calldata at every use.
    function addPayload(NewPayload memory payload) external /* solhint-disable-line gas-calldata-parameters */ {
        _requireActive();
        (uint32 organization, ) = registry.mayIssue(msg.sender, payload.category);
        if (payload.payloadHash == 0) revert WalletHashMissing();
        if (payload.validUntil != 0 && payload.validUntil <= block.timestamp) {
            revert WalletValidityEnded(payload.validUntil);
        }
        _requireProfile(payload.data != 0, payload.shredHalf != 0, payload.identityCommitment != 0);

        Record storage record = _records[_key(organization, payload.recordId)];
        uint256 packed = record.packed;
        if (payload.sequence == 1) packed = _issue(packed, payload, organization);
        else _amend(packed, payload, organization);
        record.packed = packed.withPayload(payload);
        record.payloadHash = payload.payloadHash;
        if (payload.identityCommitment != 0) record.identityCommitment = payload.identityCommitment;
        emit RecordAdded(payload.recordId, msg.sender, payload.sequence);
    }

    /// @inheritdoc ICredentialWallet
    function revokeRecord(bytes16 recordId, StatusReason reason) external {
        _requireNotDestroyed();
        _changeStatus(_numberOfCaller(IOracleRegistry.mayRevoke.selector), recordId, RecordStatus.Revoked, reason);
    }

    /// @inheritdoc ICredentialWallet
    function suspendRecord(bytes16 recordId, StatusReason reason) external {
        _requireNotDestroyed();
        _changeStatus(_numberOfCaller(IOracleRegistry.maySuspend.selector), recordId, RecordStatus.Suspended, reason);
    }

    /// @inheritdoc ICredentialWallet
    function reinstateRecord(bytes16 recordId, StatusReason reason) external {
        _requireNotDestroyed();
        uint256 organization = _numberOfCaller(IOracleRegistry.numberOf.selector);
        (, uint256 packed) = _known(organization, recordId);
        registry.mayIssue(msg.sender, packed.category());
        _changeStatus(organization, recordId, RecordStatus.Active, reason);
    }

    /// @inheritdoc ICredentialWallet
    function headerFor(address organization, bytes32 accessKey) external view returns (RecordHeader memory header) {
        _requireActive();
        bytes16 recordId = bytes16(keccak256(abi.encode(accessKey)));
        Record storage record = _records[_key(registry.numberOf(organization), recordId)];
        uint256 packed = record.packed;
        if (packed.sequence() == 0) return header;
        header.payloadHash = record.payloadHash;
        header.keyNumber = packed.keyNumber();
        header.issuedAt = packed.issuedAt();
        header.blockNumber = packed.blockNumber();
        header.validUntil = packed.validUntil();
        header.sequence = packed.sequence();
        header.payloadSequence = packed.payloadSequence();
        header.category = packed.category();
        header.recordType = packed.recordType();
        header.status = packed.status();
        header.reason = packed.reason();
        header.statusAt = packed.statusAt();
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
            uint256 packed = record.packed;
            page[i] = RecordEntry({
                organization: entry.organization,
                recordId: entry.recordId,
                sequence: packed.sequence(),
                payloadSequence: packed.payloadSequence(),
                status: packed.status(),
                category: packed.category(),
                recordType: packed.recordType(),
                issuedAt: packed.issuedAt(),
                payloadHash: record.payloadHash,
                data: packed.data(),
                place: packed.place(),
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
        record.packed = record.packed.withoutPointer();
        entry.shredHalf = 0;
    }

    function _issue(uint256 packed, NewPayload memory payload, uint32 organization) private returns (uint256) {
        if (packed.sequence() != 0) revert WalletRecordExists(payload.recordId);
        if (_state.blockedCount != 0 && isBlocked[msg.sender]) revert WalletBlocked(msg.sender);
        // The registry accredits nobody for Category.None.
        if (payload.recordType == RecordType.None) revert WalletBadKind(payload.category, payload.recordType);
        uint32 index = _recordCount();
        if (index > type(uint24).max) revert WalletFull();
        // Most wallets hold one record, and their first need not pay for a new slot.
        if (index != 0) _state.recordCount = index + 1;
        _entries[index] = Entry({recordId: payload.recordId, organization: organization, shredHalf: payload.shredHalf});
        return PackedRecord.issued(payload.recordType, payload.category, index, uint40(block.timestamp));
    }

    function _amend(uint256 packed, NewPayload memory payload, uint32 organization) private {
        if (packed.sequence() == 0) revert WalletRecordUnknown(payload.recordId);
        if (packed.status() == RecordStatus.Revoked) revert WalletRecordRevoked(payload.recordId);
        uint8 next = RecordRules.nextSequence(packed.sequence(), false);
        if (next == 0) revert WalletSequencesUsedUp(payload.recordId);
        if (payload.sequence != next) revert WalletWrongSequence(payload.sequence, next);
        if (packed.category() != payload.category || packed.recordType() != payload.recordType) {
            revert WalletKindChanged(payload.category, payload.recordType);
        }
        // The older payload's shred half goes: only the latest payload can be opened from current state.
        _entries[packed.index()] = Entry({
            recordId: payload.recordId,
            organization: organization,
            shredHalf: payload.shredHalf
        });
    }

    function _changeStatus(uint256 organization, bytes16 recordId, RecordStatus to, StatusReason reason) private {
        (Record storage record, uint256 packed) = _known(organization, recordId);
        if (reason == StatusReason.None) revert WalletReasonMissing();
        RecordStatus from = packed.status();
        if (!RecordRules.mayBecome(from, to)) {
            if (from == RecordStatus.Revoked) revert WalletRecordRevoked(recordId);
            revert WalletWrongStatus(recordId, from);
        }
        uint8 sequence = RecordRules.nextSequence(packed.sequence(), to == RecordStatus.Revoked);
        if (sequence == 0) revert WalletSequencesUsedUp(recordId);
        record.packed = packed.withStatus(sequence, to, reason, uint40(block.timestamp));
        emit RecordStatusChanged(recordId, msg.sender, sequence, to, reason);
    }

    function _known(
        uint256 organization,
        bytes16 recordId
    ) private view returns (Record storage record, uint256 packed) {
        record = _records[_key(organization, recordId)];
        packed = record.packed;
        if (packed.sequence() == 0) revert WalletRecordUnknown(recordId);
    }

    /// @dev The calling organization's number, by a question of the registry's that answers with it or reverts.
    function _numberOfCaller(bytes4 question) private view returns (uint256 organization) {
        IOracleRegistry asked = registry;
        assembly ("memory-safe") {
            mstore(0, question)
            mstore(4, caller())
            if iszero(staticcall(gas(), asked, 0, 0x24, 0, 0x20)) {
                let data := mload(0x40)
                returndatacopy(data, 0, returndatasize())
                revert(data, returndatasize())
            }
            organization := mload(0)
            // Where the registry should be is no code, or another's.
            if or(lt(returndatasize(), 0x20), shr(32, organization)) {
                revert(0, 0)
            }
        }
    }

    /// @dev recordId in the upper half, the organization's number in the lowest 32 bits.
    function _key(uint256 organization, bytes16 recordId) private pure returns (bytes32) {
        return bytes32(recordId) | bytes32(organization);
    }
}
