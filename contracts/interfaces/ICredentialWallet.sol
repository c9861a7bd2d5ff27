// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Category, Consent, RecordStatus, RecordType, StatusReason, WalletState} from "./Types.sol";

/// @title CredentialWallet: a holder's records, written by accredited organizations, ruled by the holder.
///
/// @notice Glossary. *Record*: one award's place, stored under (organization, recordId). *sequence* counts everything
/// that happened to it, *payloadSequence* is the number of its latest issue or amendment. *accessKey*: 32 bytes known to
/// issuer, holder and whom the holder told; the first 16 bytes of its hash are the recordId. *Shred half*: 12 bytes
/// without which the sealed payload cannot be opened. *Controller*: who ERC-1056 says acts for the owner.
///
///     record: (none) --issue--> Active <--suspend / reinstate--> Suspended ; Active, Suspended --revoke--> Revoked (final)
///             amend: a new payload, the status stays                           (all by the organization that issued it)
///     wallet: Active <--deactivate / reactivate--> Deactivated ; either --destroy--> Destroyed (final)  (by the controller)
///
/// Trust: the wallet believes the registry about organizations and its factory about its controller, and nobody else.
/// Storage is public: accessKey keeps contracts from answering, not a reader of the chain's data.
/// What it does not do: upgrade, pay, call anybody but registry, factory and a signer's contract account, or forget what
/// history nodes keep of it: destroying empties the current state only.
interface ICredentialWallet {
    /// @dev What an organization writes. `data` is the number of its data contract, 0 for none; `place` the payload's
    /// place in it. Fits the record's layout: 24, 8, 40 and 16 bits.
    struct NewPayload {
        bytes16 recordId;
        uint8 sequence;
        Category category;
        RecordType recordType;
        uint16 keyNumber;
        uint40 validUntil;
        bytes32 payloadHash;
        uint24 data;
        uint8 place;
        bytes12 shredHalf;
        bytes32 identityCommitment;
    }

    /// @dev The public layer of a record. payloadHash to identityCommitment belong to `payloadSequence`; status, reason
    /// and statusAt to `sequence`. All zero (sequence 0) when there is no such record.
    struct RecordHeader {
        bytes32 payloadHash;
        uint16 keyNumber;
        uint40 issuedAt;
        uint32 blockNumber;
        uint40 validUntil;
        uint8 sequence;
        uint8 payloadSequence;
        Category category;
        RecordType recordType;
        RecordStatus status;
        StatusReason reason;
        uint40 statusAt;
        bytes32 identityCommitment;
    }

    /// @dev One line of the list that anybody can read.
    struct RecordEntry {
        uint32 organization;
        bytes16 recordId;
        uint8 sequence;
        uint8 payloadSequence;
        RecordStatus status;
        Category category;
        RecordType recordType;
        uint40 issuedAt;
        bytes32 payloadHash;
        uint24 data;
        uint8 place;
        bytes12 shredHalf;
    }

    /// @dev A holder's permission. `until` 0 for no end. All zero when there is none.
    struct Grant {
        bytes32 commitment;
        uint40 grantedAt;
        uint40 until;
        bool withdrawn;
    }

    /// @dev What the wallet says of itself in any state.
    struct Summary {
        WalletState state;
        address owner;
        uint8 profile;
        uint32 index;
        uint8 version;
        address controller;
        uint32 recordCount;
        uint64 nonce;
    }

    event RecordAdded(bytes16 indexed recordId, address indexed organization, uint8 sequence);
    event RecordStatusChanged(
        bytes16 indexed recordId,
        address indexed organization,
        uint8 sequence,
        RecordStatus status,
        StatusReason reason
    );
    event OrganizationBlocked(address indexed organization, address controller);
    event OrganizationUnblocked(address indexed organization, address controller);
    event GrantMade(bytes32 indexed grantId, bytes32 commitment, uint40 until, address controller);
    event GrantWithdrawn(bytes32 indexed grantId, address controller);
    event EncryptionKeyChanged(bytes encryptionKey, address controller);
    event Deactivated(address controller);
    event Reactivated(address controller);
    event Destroyed(address controller);
    event RecordsErased(uint32 from, uint32 to);

    error WalletDeactivated();
    error WalletDestroyed();
    error WalletNotDeactivated();
    error WalletNotDestroyed();
    error WalletBlocked(address organization);
    /// @dev The record is there already. A repeated batch meets this and does no harm.
    error WalletRecordExists(bytes16 recordId);
    error WalletRecordUnknown(bytes16 recordId);
    error WalletRecordRevoked(bytes16 recordId);
    error WalletWrongSequence(uint8 found, uint8 expected);
    /// @dev Of a record's 255 sequences the last is kept for its revocation.
    error WalletSequencesUsedUp(bytes16 recordId);
    /// @dev The list holds 2^24 records.
    error WalletFull();
    /// @dev The record is not in the status this step starts from.
    error WalletWrongStatus(bytes16 recordId, RecordStatus status);
    /// @dev An amendment keeps category and type.
    error WalletKindChanged(Category category, RecordType recordType);
    error WalletBadKind(Category category, RecordType recordType);
    error WalletValidityEnded(uint40 validUntil);
    error WalletHashMissing();
    error WalletReasonMissing();
    /// @dev This profile does not take, or cannot do without, a payload or an identity commitment.
    error WalletProfileMismatch(uint8 profile);
    error WalletNotController(address caller);
    /// @dev ERC-1056 gave the identity back to its first key, which this wallet no longer obeys.
    error WalletControllerLost();
    error WalletExpired(uint40 deadline);
    error WalletBadSignature(address controller);
    error WalletAlreadyBlocked(address organization);
    error WalletNotBlocked(address organization);
    error WalletGrantExists(bytes32 grantId);
    error WalletGrantUnknown(bytes32 grantId);
    error WalletBadGrant(bytes32 commitment, uint40 until);
    error WalletBadEncryptionKey(uint256 length);

    /// @notice Adds a record's first payload (sequence 1) or amends it (its next sequence). Caller: an organization
    /// accredited for the category, not blocked if it issues; amending, the one that issued. Emits RecordAdded. Reverts
    /// with the registry's error if it may not issue; WalletDeactivated, WalletDestroyed; WalletHashMissing,
    /// WalletValidityEnded, WalletProfileMismatch; issuing, WalletRecordExists, WalletBlocked, WalletBadKind, WalletFull;
    /// amending, WalletRecordUnknown, WalletRecordRevoked, WalletSequencesUsedUp, WalletWrongSequence, WalletKindChanged.
    function addPayload(NewPayload calldata payload) external;

    /// @notice Revokes for good. Caller: the organization that issued the record, if the registry lets it revoke. Emits
    /// RecordStatusChanged. Reverts with WalletDestroyed, WalletRecordUnknown, WalletRecordRevoked, WalletReasonMissing.
    function revokeRecord(bytes16 recordId, StatusReason reason) external;

    /// @notice Suspends an active record. Caller: the organization that issued it, if the registry lets it suspend. Emits
    /// RecordStatusChanged. Reverts as revokeRecord does, and with WalletWrongStatus, WalletSequencesUsedUp.
    function suspendRecord(bytes16 recordId, StatusReason reason) external;

    /// @notice Reinstates a suspended record. Caller: the organization that issued it, accredited for its category. Emits
    /// RecordStatusChanged. Reverts as suspendRecord does.
    function reinstateRecord(bytes16 recordId, StatusReason reason) external;

    /// @notice Keeps new records of an organization out; it may still change those it issued. Emits OrganizationBlocked.
    /// Reverts with WalletAlreadyBlocked. Caller of this and of the functions down to `destroy`: the controller, or anybody
    /// with its EIP-712 signature over the wallet's next nonce. They revert with WalletDestroyed, WalletControllerLost,
    /// WalletNotController, and for a signature with WalletExpired, WalletBadSignature.
    function blockOrganization(address organization, Consent calldata consent) external;

    /// @notice Lets a blocked organization issue again. Caller: as of blockOrganization. Emits OrganizationUnblocked.
    /// Reverts with WalletNotBlocked.
    function unblockOrganization(address organization, Consent calldata consent) external;

    /// @notice Opens records to a verifier. Caller: as of blockOrganization. Emits GrantMade. Reverts with WalletBadGrant,
    /// WalletGrantExists.
    /// @param commitment keccak256(salt, audience, purpose, recordIds); the clear text travels in the presentation.
    /// @param until last second, 0 for no end.
    function grant(bytes32 grantId, bytes32 commitment, uint40 until, Consent calldata consent) external;

    /// @notice Stops later checks of what the grant opened; it cannot make a verifier forget. Caller: as of
    /// blockOrganization. Emits GrantWithdrawn. Reverts with WalletGrantUnknown.
    function withdrawGrant(bytes32 grantId, Consent calldata consent) external;

    /// @notice Publishes another key to seal what comes later to. Caller: as of blockOrganization. Emits
    /// EncryptionKeyChanged. Reverts with WalletBadEncryptionKey.
    /// @param encryptionKey 64 bytes, uncompressed without prefix.
    function setEncryptionKey(bytes calldata encryptionKey, Consent calldata consent) external;

    /// @notice Stops reads and new records until `reactivate`. Caller: as of blockOrganization. Emits Deactivated. Reverts
    /// with WalletDeactivated.
    function deactivate(Consent calldata consent) external;

    /// @notice Undoes `deactivate`. Caller: as of blockOrganization. Emits Reactivated. Reverts with WalletNotDeactivated.
    function reactivate(Consent calldata consent) external;

    /// @notice Destroys the wallet, at once and for good. Caller: as of blockOrganization. Emits Destroyed. What is left in
    /// storage is erased by `erase`.
    function destroy(Consent calldata consent) external;

    /// @notice Zeroes shred halves and pointers of up to `limit` records of a destroyed wallet. Caller: anybody. Emits
    /// RecordsErased. Reverts with WalletNotDestroyed.
    function erase(uint32 limit) external;

    /// @notice The header for an organization and an accessKey; all zero if there is no such record. Reverts with
    /// WalletDeactivated, WalletDestroyed.
    function headerFor(address organization, bytes32 accessKey) external view returns (RecordHeader memory);

    /// @notice A page of the list of records, oldest first. Reverts with WalletDeactivated, WalletDestroyed.
    function recordsFrom(uint256 offset, uint256 limit) external view returns (RecordEntry[] memory);

    /// @notice A grant, also one that was withdrawn or has ended.
    function grantOf(bytes32 grantId) external view returns (Grant memory);

    /// @notice Whether the holder keeps this organization's new records out.
    function isBlocked(address organization) external view returns (bool);

    /// @notice What the wallet says of itself, in any state. `controller` is 0 if nobody acts for the owner any more.
    function summary() external view returns (Summary memory);
}
