// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICredentialWallet} from "../interfaces/ICredentialWallet.sol";
import {IOracleRegistry} from "../interfaces/IOracleRegistry.sol";
import {IOrganization} from "../interfaces/IOrganization.sol";
import {Authority, Category} from "../interfaces/Types.sol";
import {DataContract} from "../libraries/DataContract.sol";
import {OrganizationStatuses} from "./OrganizationStatuses.sol";

/// @title OrganizationBatches: the only path by which a record gets into a wallet.
abstract contract OrganizationBatches is OrganizationStatuses {
    /// @dev More than addPayload can cost: five new slots (payload hash, packed, entry, commitment, the wallet's first
    /// count: 110,500), two calls of the registry, one of the clone's code, the event and the copying.
    uint256 private constant ITEM_GAS = 170_000;

    IOracleRegistry public immutable registry;

    /// @inheritdoc IOrganization
    uint24 public dataContractCount;

    constructor(IOracleRegistry registry_) {
        registry = registry_;
    }

    /// @inheritdoc IOrganization
    function issue(
        uint256 batch,
        Category category,
        uint16 keyNumber,
        Item calldata item,
        bytes calldata blob
    ) external onlyRole(ISSUER_ROLE) {
        uint24 firstData = dataContractCount + 1;
        if (blob.length != 0) _store(0, blob);
        Authority authority = _begin(category, keyNumber);
        (bool success, bytes memory reason) = _issueItem(
            0,
            item,
            category,
            keyNumber,
            authority,
            firstData,
            blob.length == 0 ? 0 : 1
        );
        if (!success) _revertWith(reason);
        emit BatchIssued(batch, category, keyNumber, 1, 0);
    }

    /// @inheritdoc IOrganization
    function issueBatch(
        uint256 batch,
        Category category,
        uint16 keyNumber,
        Item[] calldata items,
        bytes[] calldata blobs
    ) external onlyRole(ISSUER_ROLE) returns (uint256 refused) {
        if (items.length == 0) revert OrganizationEmptyBatch();
        uint24 firstData = dataContractCount + 1;
        for (uint256 i = 0; i < blobs.length; ++i) _store(i, blobs[i]);
        Authority authority = _begin(category, keyNumber);
        for (uint256 i = 0; i < items.length; ++i) {
            (bool success, bytes memory reason) = _issueItem(
                i,
                items[i],
                category,
                keyNumber,
                authority,
                firstData,
                blobs.length
            );
            if (!success) {
                ++refused;
                emit ItemRefused(batch, i, items[i].record.recordId, reason);
            }
        }
        emit BatchIssued(batch, category, keyNumber, items.length, refused);
    }

    function _begin(Category category, uint16 keyNumber) private returns (Authority authority) {
        _useApprovals();
        _useSigningKey(keyNumber);
        (, authority) = registry.mayIssue(address(this), category);
    }

    function _store(uint256 index, bytes calldata blob) private {
        if (blob.length < 3 || blob.length > DataContract.MAX_SIZE || blob[0] != 0x00) {
            revert OrganizationBadBlob(index, blob.length);
        }
        // This contract creates nothing else, so the count is the nonce the data contract is made with.
        ++dataContractCount;
        DataContract.create(blob);
    }

    /// @dev Hands one item to its wallet. A refusal comes back as the revert data; want of gas reverts everything.
    function _issueItem(
        uint256 index,
        Item calldata item,
        Category category,
        uint16 keyNumber,
        Authority authority,
        uint24 firstData,
        uint256 blobCount
    ) private returns (bool success, bytes memory reason) {
        _requireGas(index, ITEM_GAS);
        if (item.blob > blobCount) revert OrganizationUnknownBlob(item.blob);
        RecordRef calldata ref = item.record;
        bool byRequest;
        if (item.sequence == 1 && authority == Authority.Direct && !_isEnrolled(ref.owner, ref.profile)) {
            byRequest = _isRequested(ref, item.recordType);
            if (!byRequest) {
                return (false, abi.encodeWithSelector(OrganizationNotEnrolled.selector, ref.owner, ref.profile));
            }
        }
        ICredentialWallet.NewPayload memory payload = ICredentialWallet.NewPayload({
            recordId: ref.recordId,
            sequence: item.sequence,
            category: category,
            recordType: item.recordType,
            keyNumber: keyNumber,
            validUntil: item.validUntil,
            payloadHash: item.payloadHash,
            data: item.blob == 0 ? 0 : firstData + item.blob - 1,
            place: item.place,
            shredHalf: item.shredHalf,
            identityCommitment: item.identityCommitment
        });
        bytes memory data = abi.encodeCall(ICredentialWallet.addPayload, (payload));
        (success, reason) = _tryWallet(index, ref, ITEM_GAS, data);
        if (success && byRequest) _useRequest(ref, item.recordType);
    }

    function _revertWith(bytes memory reason) private pure {
        assembly ("memory-safe") {
            revert(add(reason, 0x20), mload(reason))
        }
    }
}
