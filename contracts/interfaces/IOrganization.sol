// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Authority, Category, Consent, KeyPurpose, RecordStatus, RecordType, StatusReason} from "./Types.sol";

/// @title Organization: an issuer, its people, its keys and its members; the only path into a wallet.
///
/// @notice Glossary. *Admin* runs keys and roles, *registrar* enrols holders and takes their requests, *issuer* issues
/// and changes records. *Key number*: the organization numbers its published keys exactly as ethr-did-resolver numbers
/// them, so key N is `#delegate-N` of its DID document. *Blob*: sealed payloads of a batch that share a data contract.
/// *Batch hash*: of the chain, the organization and the exact call that issues the batch, with every item and payload.
///
///     key:    published (admin) --> live --> ended (admin, or by time) ; compromised since T (admin), only ever earlier
///     member: enrolled (registrar, with the holder's signature) --> left (holder, or registrar)
///     batch:  prepared (registrar) --> approved (issuers, never its preparer) --> issued (uses the approvals up)
///             prepared, approved --> withdrawn (anybody involved, or admin), or 30 days over; without the rule: issued
///     request: accepted (registrar, with the holder's signature) --> answered by a record ; withdrawn (holder) ; expired
///
/// Trust: wallets believe an organization only because the registry says that it is accredited and the factory that it
/// has this code. The organization can call ERC-1056 only to publish and end its own keys and services. Its admins give all
/// roles, also those the two-person rule counts on: let the admin be an account of several people.
/// What it does not do: see or check what is in a credential, hold funds, or touch another organization's records.
interface IOrganization {
    /// @dev A key as published. `publicKey` is the compressed point: prefix 2 or 3, then x. Times are 0 when not set.
    struct Key {
        bytes32 x;
        uint8 prefix;
        KeyPurpose purpose;
        uint40 from;
        uint40 until;
        uint40 ended;
        uint40 compromisedSince;
        uint40 lastIssuedBlock;
    }

    /// @dev A holder's agreement to be enrolled. `profiles` is a bit mask, bit n for profile n.
    struct Enrolment {
        address holder;
        uint8 profiles;
        uint256 nonce;
        uint40 deadline;
    }

    /// @dev A holder's wish for one record, which lets a direct organization issue it to a non-member.
    /// `documents` is the salted hash of what the holder handed in; `deadline` is the last second to issue it in.
    struct RecordRequest {
        address holder;
        uint8 profile;
        uint32 walletIndex;
        RecordType recordType;
        bytes32 documents;
        uint256 nonce;
        uint40 deadline;
    }

    /// @dev Which record of which wallet. Wallets are named by owner, profile and index, never by address.
    struct RecordRef {
        address owner;
        uint8 profile;
        uint32 walletIndex;
        bytes16 recordId;
    }

    /// @dev One payload for one record. `sequence` 1 issues, a higher one amends and must be the record's next.
    /// `blob` counts the blobs of this call from 1, 0 for none; `place` is the payload's place in it, from 0.
    /// `validUntil` 0 for no end; `identityCommitment` only in profile 3.
    struct Item {
        RecordRef record;
        uint8 sequence;
        RecordType recordType;
        uint40 validUntil;
        bytes32 payloadHash;
        uint8 blob;
        uint8 place;
        bytes12 shredHalf;
        bytes32 identityCommitment;
    }

    /// @dev Which of a holder's requests: one of each type of record may be open for a wallet. `until` is its deadline.
    struct RequestRef {
        address holder;
        uint8 profile;
        uint32 walletIndex;
        RecordType recordType;
        uint40 until;
    }

    /// @dev Who prepared a batch, its last second, and who approved it; 0 for nobody.
    struct Approvals {
        address preparer;
        uint40 until;
        address first;
        address second;
    }

    event KeyPublished(uint16 indexed number, KeyPurpose indexed purpose, bytes publicKey, uint40 until, address admin);
    event KeyEnded(uint16 indexed number, address admin);
    event KeyCompromised(uint16 indexed number, uint40 since, address admin);
    event ServicePublished(string serviceType, string endpoint, uint40 until, address admin);
    event ServiceEnded(string serviceType, string endpoint, address admin);
    event MetadataChanged(bytes32 metadataHash, address admin);
    event HolderEnrolled(address indexed holder, uint8 profiles, address registrar);
    event HolderLeft(address indexed holder, address by);
    event ConsentWithdrawn(address indexed holder, uint256 nonce, address by);
    event RequestAccepted(
        address indexed holder,
        RecordType indexed recordType,
        uint8 profile,
        uint32 walletIndex,
        bytes32 documents,
        uint40 deadline,
        address registrar
    );
    event RequestWithdrawn(
        address indexed holder,
        RecordType indexed recordType,
        uint8 profile,
        uint32 walletIndex,
        address by
    );
    event ApprovalsRequired(uint8 count, address admin);
    event BatchPrepared(bytes32 indexed batchHash, address preparer, uint40 until);
    event BatchApproved(bytes32 indexed batchHash, address approver);
    event BatchWithdrawn(bytes32 indexed batchHash, address by);
    /// @notice The call that follows these approvals in the same transaction's events is the one they were given for.
    event ApprovalsUsed(bytes32 indexed batchHash, address preparer, address first, address second);
    /// @notice A batch was issued; what was not refused is in the wallets' own events.
    event BatchIssued(
        uint256 indexed batch,
        Category indexed category,
        uint16 keyNumber,
        uint256 items,
        uint256 refused
    );
    /// @notice A wallet refused one item; the others stand. `reason` is its revert data, at most 256 bytes.
    event ItemRefused(uint256 indexed batch, uint256 indexed index, bytes16 recordId, bytes reason);

    /// @notice A batch of status changes was made; what was not refused is in the wallets' own events.
    event StatusesChanged(
        uint256 indexed batch,
        RecordStatus indexed to,
        StatusReason reason,
        uint256 items,
        uint256 refused
    );

    error OrganizationOnlyFactory(address caller);
    /// @dev A name is 1 to 200 bytes of UTF-8 without control characters.
    error OrganizationBadName();
    error OrganizationBadCountry(bytes2 country);
    /// @dev An organization begins with an admin.
    error OrganizationNoAdmin();
    /// @dev The last admin cannot leave.
    error OrganizationLastAdmin(address account);
    /// @dev A public key is 33 bytes and begins with 2 or 3.
    error OrganizationBadKey(bytes publicKey);
    error OrganizationKeyKnown(bytes publicKey);
    error OrganizationBadValidity(uint40 validity);
    error OrganizationKeyNotLive(uint16 number);
    /// @dev It issued in this very block: ended now, its DID document would lack it for those records.
    error OrganizationKeyIssuedInThisBlock(uint16 number);
    error OrganizationBadCompromise(uint16 number, uint40 since);
    /// @dev 32,767 keys and endings are the most; each key can still be ended.
    error OrganizationKeysUsedUp();
    /// @dev A service's type is 1 to 24 letters and digits, its endpoint a URI of 1 to 512 printable characters.
    error OrganizationBadService(string serviceType, string endpoint);
    error OrganizationServiceUnknown(string serviceType, string endpoint);
    error OrganizationExpired(uint40 deadline);
    error OrganizationNonceUsed(address holder, uint256 nonce);
    error OrganizationBadSignature(address holder);
    /// @dev ERC-1056 gave the identity back to its first key, which is no longer obeyed.
    error OrganizationControllerLost(address holder);
    error OrganizationBadProfiles(uint8 profiles);
    error OrganizationNotEnrolled(address holder, uint8 profile);
    error OrganizationBadRecordType(RecordType recordType);
    /// @dev No such request is open: it was answered, taken back, or another took its place.
    error OrganizationRequestUnknown(address holder, uint40 until);
    /// @dev The two-person rule asks for 0, 1 or 2 approvals.
    error OrganizationBadApprovals(uint8 count);
    error OrganizationBatchPrepared(bytes32 batchHash, address preparer);
    error OrganizationBatchNotPrepared(bytes32 batchHash);
    /// @dev Its preparer, somebody who did already, or a third.
    error OrganizationMayNotApprove(bytes32 batchHash, address account);
    /// @dev Nobody approved exactly this call in the last 30 days, or too few who still are issuers.
    error OrganizationNotApproved(bytes32 batchHash, uint8 approvals, uint8 required);
    /// @dev Records become Active, Suspended or Revoked.
    error OrganizationBadStatus(RecordStatus to);
    error OrganizationEmptyBatch();
    /// @dev A blob begins with 0x00 and has at most 24,000 bytes.
    error OrganizationBadBlob(uint256 index, uint256 size);
    error OrganizationUnknownBlob(uint8 blob);
    error OrganizationNoWallet(address owner, uint8 profile, uint32 walletIndex);
    /// @dev The gas left would not surely do for this item. Nothing was issued; send the batch with more gas.
    error BatchOutOfGas(uint256 index);

    /// @notice Sets up a new clone. Caller: the factory, in the creating transaction. Reverts with OrganizationOnlyFactory,
    /// OrganizationBadName, OrganizationBadCountry, OrganizationNoAdmin.
    /// @param name 1 to 200 bytes of UTF-8. @param country ISO 3166-1 alpha-2. @param metadataHash hash of what the
    /// organization says about itself. @param admin the first admin.
    function initialize(string calldata name, bytes2 country, bytes32 metadataHash, address admin) external;

    /// @notice Replaces the hash of what the organization says about itself. Caller: admin. Emits MetadataChanged.
    function setMetadata(bytes32 metadataHash) external;

    /// @notice Applies to the registry. Caller: admin. Emits what the registry's applyForAccreditation does, and reverts as
    /// it does. @param categories a bit mask, bit n for category n. @param evidence hash of the papers that support it.
    function applyForAccreditation(Authority authority, uint8 categories, bytes32 evidence) external;

    /// @notice Publishes a key in ERC-1056 under the next number. Caller: admin. Key bytes are never published twice. Emits
    /// KeyPublished. Reverts with OrganizationBadKey, OrganizationBadValidity, OrganizationKeyKnown,
    /// OrganizationKeysUsedUp.
    /// @param publicKey 33 bytes, compressed secp256k1. @param validity seconds from now. @return number the key's number.
    function publishKey(KeyPurpose purpose, bytes calldata publicKey, uint40 validity) external returns (uint16 number);

    /// @notice Ends a live key. Caller: admin. Ending counts as a number too, as it does in the DID document. Emits
    /// KeyEnded. Reverts with OrganizationKeyNotLive, OrganizationKeyIssuedInThisBlock.
    function endKey(uint16 number) external;

    /// @notice Says that a key was in wrong hands since a time, and ends it if it is live. Caller: admin. What it issued
    /// from then on no longer verifies. Emits KeyCompromised and, if it was live, KeyEnded. Reverts with
    /// OrganizationBadCompromise.
    /// @param since Unix seconds, from the key's start to now, and only ever earlier than before.
    function markKeyCompromised(uint16 number, uint40 since) external;

    /// @notice Publishes in ERC-1056 where the organization can be reached, as a service of its DID document; once more,
    /// for longer. Caller: admin. Emits ServicePublished. Reverts with OrganizationBadService, OrganizationBadValidity.
    /// @param serviceType 1 to 24 letters and digits. @param endpoint a URI. @param validity seconds from now.
    function publishService(string calldata serviceType, string calldata endpoint, uint40 validity) external;

    /// @notice Takes a published service back. Caller: admin. Emits ServiceEnded. Reverts with OrganizationServiceUnknown.
    function endService(string calldata serviceType, string calldata endpoint) external;

    /// @notice Enrols a holder. Caller: registrar, with the EIP-712 signature of the holder's controller. Emits
    /// HolderEnrolled. Reverts with OrganizationBadProfiles, OrganizationExpired, OrganizationNonceUsed,
    /// OrganizationBadSignature, OrganizationControllerLost.
    function enrol(Enrolment calldata enrolment, bytes calldata signature) external;

    /// @notice Ends a membership from the organization's side. Caller: registrar. Emits HolderLeft. Reverts with
    /// OrganizationNotEnrolled.
    function endEnrolment(address holder) external;

    /// @notice Ends a membership from the holder's side. Caller: the holder's controller, or anybody with its EIP-712
    /// signature. Emits HolderLeft. Reverts with OrganizationNotEnrolled, OrganizationControllerLost, and for a signature
    /// with OrganizationExpired, OrganizationNonceUsed, OrganizationBadSignature.
    /// @param nonce any the holder has not used here; without a signature it does not matter.
    function leave(address holder, uint256 nonce, Consent calldata consent) external;

    /// @notice Makes a consent the holder has signed worthless, if it was not used before. Caller: the holder's controller,
    /// or anybody with its EIP-712 signature. Emits ConsentWithdrawn. Reverts with OrganizationControllerLost,
    /// OrganizationNonceUsed, and for a signature with OrganizationExpired, OrganizationBadSignature.
    /// @param nonce the consent's.
    function withdrawConsent(address holder, uint256 nonce, Consent calldata consent) external;

    /// @notice Takes a holder's request, so that one record of that type may be issued into that wallet until its
    /// deadline. Caller: registrar, with the EIP-712 signature of the holder's controller. Emits RequestAccepted. Reverts
    /// with OrganizationBadRecordType, OrganizationExpired, OrganizationNonceUsed, OrganizationBadSignature,
    /// OrganizationControllerLost.
    function acceptRequest(RecordRequest calldata request, bytes calldata signature) external;

    /// @notice Takes back an accepted request that no record has answered yet. Caller: the holder's controller, or anybody
    /// with its EIP-712 signature. Emits RequestWithdrawn. Reverts with OrganizationRequestUnknown,
    /// OrganizationControllerLost, and for a signature with OrganizationExpired, OrganizationNonceUsed,
    /// OrganizationBadSignature.
    /// @param nonce any the holder has not used here; without a signature it does not matter.
    function withdrawRequest(RequestRef calldata request, uint256 nonce, Consent calldata consent) external;

    /// @notice How many people beside its preparer must approve a batch before it is issued. Caller: admin. Holds for
    /// batches issued from now on. Emits ApprovalsRequired. Reverts with OrganizationBadApprovals.
    /// @param count 0, 1 or 2.
    function setApprovalsRequired(uint8 count) external;

    /// @notice Puts a batch forward for approval, for 30 days. Caller: registrar, who so becomes its preparer. Emits
    /// BatchPrepared. Reverts with OrganizationBatchPrepared.
    /// @param batchHash batchHashOf the call that is to issue it.
    function prepareBatch(bytes32 batchHash) external;

    /// @notice Approves a prepared batch. Caller: an issuer, not its preparer, once. Emits BatchApproved. Reverts with
    /// OrganizationBatchNotPrepared, OrganizationMayNotApprove.
    function approveBatch(bytes32 batchHash) external;

    /// @notice Takes a prepared batch back with its approvals. Caller: its preparer, who approved it, or admin. Emits
    /// BatchWithdrawn. Reverts with OrganizationBatchNotPrepared.
    function withdrawBatch(bytes32 batchHash) external;

    /// @notice Issues or amends one record. Caller: issuer, and under the two-person rule only this very call, once
    /// approved. Emits BatchIssued, and ApprovalsUsed under that rule. Reverts with the wallet's own error if it refuses,
    /// with the registry's if the organization may not issue, and with OrganizationNotApproved, OrganizationKeyNotLive,
    /// OrganizationBadBlob, OrganizationUnknownBlob, OrganizationNotEnrolled, OrganizationNoWallet, BatchOutOfGas.
    /// @param batch the issuer's own number. @param keyNumber the key the credential is signed with, live now.
    /// @param blob the sealed payload in a data contract's form, or empty.
    function issue(
        uint256 batch,
        Category category,
        uint16 keyNumber,
        Item calldata item,
        bytes calldata blob
    ) external;

    /// @notice Issues or amends many; a wallet that refuses costs only its item. Caller: as of `issue`. Emits ItemRefused
    /// for each refusal and BatchIssued at the end. Reverts as `issue` does, but for what one item does wrong, and with
    /// OrganizationEmptyBatch. Never refuses an item for want of gas: reverts with BatchOutOfGas.
    /// @return refused how many items were refused.
    function issueBatch(
        uint256 batch,
        Category category,
        uint16 keyNumber,
        Item[] calldata items,
        bytes[] calldata blobs
    ) external returns (uint256 refused);

    /// @notice Revokes a record, for good. Caller: issuer. Reverts with OrganizationNoWallet or the wallet's own error.
    function revoke(RecordRef calldata record, StatusReason reason) external;

    /// @notice Suspends an active record. Caller: issuer. Reverts as `revoke` does.
    function suspend(RecordRef calldata record, StatusReason reason) external;

    /// @notice Makes a suspended record active again. Caller: issuer. Reverts as `revoke` does.
    function reinstate(RecordRef calldata record, StatusReason reason) external;

    /// @notice Changes the status of many; a wallet that refuses costs only its item. Caller: issuer. Emits ItemRefused
    /// for each refusal and StatusesChanged at the end. Reverts with OrganizationEmptyBatch, OrganizationBadStatus. Never
    /// refuses an item for want of gas: reverts with BatchOutOfGas.
    /// @param to Active to reinstate, Suspended or Revoked. @return refused how many items were refused.
    function changeStatuses(
        uint256 batch,
        RecordStatus to,
        StatusReason reason,
        RecordRef[] calldata records
    ) external returns (uint256 refused);

    /// @notice What the organization is called. It proves nothing; see OrganizationFactory.
    function name() external view returns (string memory);

    /// @notice Its country, ISO 3166-1 alpha-2.
    function country() external view returns (bytes2);

    /// @notice Hash of what the organization says about itself.
    function metadataHash() external view returns (bytes32);

    /// @notice The key with this number; all zero if there is none.
    function keyAt(uint16 number) external view returns (Key memory);

    /// @notice How many numbers are taken: keys published and ended.
    function keyNumberCount() external view returns (uint16);

    /// @notice For which profiles the holder is enrolled, as a bit mask.
    function enrolledProfiles(address holder) external view returns (uint8);

    /// @notice Until when the organization may issue such a record into that wallet on the holder's request, Unix seconds;
    /// 0 for never.
    function requestedUntil(
        address holder,
        uint8 profile,
        uint32 walletIndex,
        RecordType recordType
    ) external view returns (uint40);

    /// @notice How many people beside its preparer must approve a batch: 0, 1 or 2.
    function approvalsRequired() external view returns (uint8);

    /// @notice Who prepared and approved a batch; all 0 if it is not prepared or was issued.
    function approvalsOf(bytes32 batchHash) external view returns (Approvals memory);

    /// @notice keccak256(abi.encode(chainId, organization, keccak256(issueCall))). @param issueCall the calldata of `issue`
    /// or `issueBatch`, to the byte.
    function batchHashOf(bytes calldata issueCall) external view returns (bytes32);

    /// @notice Whether the holder has used this nonce with this organization.
    function isNonceUsed(address holder, uint256 nonce) external view returns (bool);

    /// @notice How many data contracts this organization has made. Number n lies at the address that its nonce n gives.
    function dataContractCount() external view returns (uint24);
}
