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
    /// @dev A selector and the eleven members of NewPayload.
    uint256 private constant PAYLOAD_CALL_SIZE = 4 + 11 * 32;

    /// @dev What the items of one call share.
    struct Issuing {
        Authority authority;
        uint24 firstData;
        uint256 blobCount;
        /// @dev The call of addPayload, and its argument, which lies in it.
        bytes call;
        ICredentialWallet.NewPayload payload;
    }

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
        Issuing memory issuing = _begin(category, keyNumber, firstData, blob.length == 0 ? 0 : 1);
        (bool success, bytes memory reason) = _issueItem(0, item, issuing);
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
        Issuing memory issuing = _begin(category, keyNumber, firstData, blobs.length);
        for (uint256 i = 0; i < items.length; ++i) {
            (bool success, bytes memory reason) = _issueItem(i, items[i], issuing);
            if (!success) {
                ++refused;
                emit ItemRefused(batch, i, items[i].record.recordId, reason);
            }
        }
        emit BatchIssued(batch, category, keyNumber, items.length, refused);
    }

    function _begin(
        Category category,
        uint16 keyNumber,
        uint24 firstData,
        uint256 blobCount
    ) private returns (Issuing memory issuing) {
        _useApprovals();
        _useSigningKey(keyNumber);
        (, issuing.authority) = registry.mayIssue(address(this), category);
        issuing.firstData = firstData;
        issuing.blobCount = blobCount;
        bytes memory data = new bytes(PAYLOAD_CALL_SIZE);
        bytes4 selector = ICredentialWallet.addPayload.selector;
        ICredentialWallet.NewPayload memory payload = issuing.payload;
        // In memory a struct of values lies as the ABI encodes it: what is written to this one stands in the call.
        assembly ("memory-safe") {
            mstore(add(data, 0x20), selector)
            payload := add(data, 0x24)
        }
        payload.category = category;
        payload.keyNumber = keyNumber;
        (issuing.call, issuing.payload) = (data, payload);
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
        Issuing memory issuing
    ) private returns (bool success, bytes memory reason) {
        _requireGas(index, ITEM_GAS);
        uint8 blob = item.blob;
        if (blob > issuing.blobCount) revert OrganizationUnknownBlob(blob);
        ICredentialWallet.NewPayload memory payload = issuing.payload;
        address owner;
        uint8 profile;
        uint32 walletIndex;
        (owner, profile, walletIndex, payload.recordId) = _read(item.record);
        payload.sequence = item.sequence;
        payload.recordType = item.recordType;
        uint256 request;
        if (payload.sequence == 1 && issuing.authority == Authority.Direct && !_isEnrolled(owner, profile)) {
            request = _requestKey(owner, profile, walletIndex, payload.recordType);
            if (!_isRequested(request)) {
                return (false, abi.encodeWithSelector(OrganizationNotEnrolled.selector, owner, profile));
            }
        }
        address wallet = _walletOf(owner, profile, walletIndex);
        if (wallet == address(0)) {
            return (false, abi.encodeWithSelector(OrganizationNoWallet.selector, owner, profile, walletIndex));
        }
        payload.validUntil = item.validUntil;
        payload.payloadHash = item.payloadHash;
        payload.data = blob == 0 ? 0 : issuing.firstData + blob - 1;
        payload.place = item.place;
        payload.shredHalf = item.shredHalf;
        payload.identityCommitment = item.identityCommitment;
        (success, reason) = _tryWallet(index, wallet, ITEM_GAS, issuing.call);
        if (success && request != 0) _useRequest(request);
    }

    function _revertWith(bytes memory reason) private pure {
        assembly ("memory-safe") {
            revert(add(reason, 0x20), mload(reason))
        }
    }
}
