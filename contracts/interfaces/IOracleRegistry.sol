// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AccreditationStatus, Authority, Category, WithdrawalReason} from "./Types.sol";

/// @title OracleRegistry: which organizations may issue what, now and on any earlier day.
///
/// @notice Glossary. *Accreditation*: a stretch of time in which an organization may issue. *Interval*: one entry of its
/// history, from its own block's time to the start of the next. *Authority*: Direct issues to enrolled holders, Cross to
/// any. *Fraud since*: a separate mark that voids what was issued from that time on.
///
///     None --apply (organization)--> Applied --admit (admitter)--> Accredited
///     Accredited --change (admitter)--> Accredited        new authority, categories or validity
///     Accredited --suspend (guardian)--> Suspended --reinstate (admitter)--> Accredited
///     Accredited, Suspended --withdraw (admitter)--> Withdrawn --apply (organization)--> Applied
///     Applied --withdraw (admitter), at once--> Withdrawn                      an application turned down
///     Accredited --its validity passes--> Withdrawn, for the reason the interval names; the guardian may still suspend it
///
/// Trust: roles and delays lie in the access manager this contract names as its authority. Nobody can rewrite an
/// interval, and nobody here can touch a wallet.
/// What it does not do: examine anybody. It keeps what the governance body decided, with the hash of its papers.
interface IOracleRegistry {
    /// @dev One interval. `until` is the last second of validity, 0 for none; `reason` says why it ended (Withdrawn) or
    /// why it will at `until`. `categories` is a bit mask. `evidence` is the hash of the papers behind the decision.
    struct Accreditation {
        AccreditationStatus status;
        Authority authority;
        uint8 categories;
        WithdrawalReason reason;
        uint40 from;
        uint40 until;
        bytes32 evidence;
    }

    /// @dev Where an organization stands now. `number` counts organizations from 1 in the order they applied;
    /// `fraudSince` is 0 when unmarked; `firstAccredited` is 0 when it never was.
    struct Standing {
        uint32 number;
        AccreditationStatus status;
        Authority authority;
        uint8 categories;
        WithdrawalReason reason;
        uint40 from;
        uint40 until;
        uint40 fraudSince;
        uint40 firstAccredited;
    }

    /// @notice An organization applied, for the first time or again.
    event Applied(
        address indexed organization,
        uint32 indexed number,
        Authority authority,
        uint8 categories,
        bytes32 metadataHash,
        bytes32 evidence
    );
    /// @notice A new interval began, at this block's time.
    event AccreditationChanged(
        address indexed organization,
        AccreditationStatus indexed status,
        Authority authority,
        uint8 categories,
        WithdrawalReason reason,
        uint40 until,
        bytes32 evidence
    );
    /// @notice What the organization issued or amended from `since` on is void.
    event FraudMarked(address indexed organization, uint40 since, bytes32 evidence);

    /// @dev The caller is no clone of the pinned organization factory.
    error OracleRegistryNotAnOrganization(address caller);
    /// @dev The organization is not where this step starts from.
    error OracleRegistryWrongStatus(address organization, AccreditationStatus status);
    /// @dev Two changes of one organization in one second would leave history without order.
    error OracleRegistryChangedThisSecond(address organization, uint40 time);
    /// @dev An empty or unknown set of categories, or no authority.
    error OracleRegistryBadScope(Authority authority, uint8 categories);
    /// @dev A validity, withdrawal or fraud time outside what is allowed.
    error OracleRegistryBadTime(uint40 time, uint40 earliest, uint40 latest);
    /// @dev A withdrawal needs a reason.
    error OracleRegistryReasonMissing();
    /// @dev The organization may not do this now.
    error OracleRegistryNotAccredited(address organization, AccreditationStatus status, WithdrawalReason reason);
    /// @dev The organization is accredited, but not for this category.
    error OracleRegistryNotForCategory(address organization, Category category);
    /// @dev This chain's time does not look like seconds (Raft-ordered GoQuorum counts nanoseconds).
    error OracleRegistryNotInSeconds(uint256 timestamp);

    /// @notice An organization asks to be accredited. Caller: an organization of the pinned factory, not yet registered
    /// or withdrawn. Emits Applied and AccreditationChanged. Reverts with OracleRegistryNotAnOrganization,
    /// OracleRegistryBadScope, OracleRegistryWrongStatus; as every change here, with OracleRegistryChangedThisSecond.
    /// @param categories a bit mask, bit n for category n. @param metadataHash hash of what the organization says about
    /// itself. @param evidence hash of the papers that support it.
    function applyForAccreditation(
        Authority authority,
        uint8 categories,
        bytes32 metadataHash,
        bytes32 evidence
    ) external;

    /// @notice Admits an applicant. Caller: the admitter, after its delay. Emits AccreditationChanged. Reverts with
    /// OracleRegistryWrongStatus, OracleRegistryBadScope, OracleRegistryBadTime.
    /// @param until last second of validity, 0 for none.
    function admit(
        address organization,
        Authority authority,
        uint8 categories,
        uint40 until,
        bytes32 evidence
    ) external;

    /// @notice Gives an accredited organization another authority, categories or validity, so also renews it. Caller: the
    /// admitter. One whose validity has passed has to apply again. Emits AccreditationChanged. Reverts as `admit` does.
    function change(
        address organization,
        Authority authority,
        uint8 categories,
        uint40 until,
        bytes32 evidence
    ) external;

    /// @notice Suspends at once. Caller: the guardian. Emits AccreditationChanged. Reverts with OracleRegistryWrongStatus.
    function suspend(address organization, bytes32 evidence) external;

    /// @notice Lifts a suspension; scope and validity are what they were. Caller: the admitter. Emits AccreditationChanged.
    /// Reverts with OracleRegistryWrongStatus.
    function reinstate(address organization, bytes32 evidence) external;

    /// @notice Ends an accreditation, or turns down an application, which ends at once. Turning down keeps an earlier reason
    /// of misconduct or fraud. Caller: the admitter. Emits AccreditationChanged. Reverts with
    /// OracleRegistryReasonMissing, OracleRegistryWrongStatus, OracleRegistryBadTime.
    /// @param at 0 for now, else the last second of validity: ahead, and no later than the validity it had.
    function withdraw(address organization, WithdrawalReason reason, uint40 at, bytes32 evidence) external;

    /// @notice Voids what the organization issued or amended from `since` on; what it revoked stays revoked. Caller: the
    /// admitter. From then on the organization changes nothing any more. The mark may only move to an earlier time, and not
    /// before the first accreditation. Emits FraudMarked. Reverts with OracleRegistryWrongStatus, OracleRegistryBadTime.
    function markFraud(address organization, uint40 since, bytes32 evidence) external;

    /// @notice Reverts unless the organization may issue this category now: with OracleRegistryNotAccredited,
    /// OracleRegistryNotForCategory.
    /// @return number the organization's number. @return authority whom it may issue to.
    function mayIssue(
        address organization,
        Category category
    ) external view returns (uint32 number, Authority authority);

    /// @notice Reverts unless the organization may revoke now: any that was ever registered, but not while suspended,
    /// nor after a withdrawal for misconduct or fraud or a mark of fraud: what it issued honestly is not its to spoil.
    /// Reverts with OracleRegistryNotAccredited.
    function mayRevoke(address organization) external view returns (uint32 number);

    /// @notice Reverts unless the organization may suspend its records now: as mayRevoke, and while it is suspended too,
    /// since a suspension can be undone.
    function maySuspend(address organization) external view returns (uint32 number);

    /// @notice The organization's number, 0 if it never applied.
    function numberOf(address organization) external view returns (uint32);

    /// @notice The organization with this number, 0 if there is none.
    function organizationOf(uint32 number) external view returns (address);

    /// @notice How many organizations ever applied.
    function organizationCount() external view returns (uint32);

    /// @notice Where the organization stands now. A validity that has passed shows as Withdrawn.
    function standingOf(address organization) external view returns (Standing memory);

    /// @notice The interval that held at `time`. Where one second ends an accreditation and begins something else, the
    /// accreditation is the answer; where it begins another accreditation, the categories are those of both. A validity
    /// that had passed by then shows as Withdrawn.
    function accreditationAt(address organization, uint40 time) external view returns (Accreditation memory);

    /// @notice A page of the history, oldest first.
    function historyOf(
        address organization,
        uint256 offset,
        uint256 limit
    ) external view returns (Accreditation[] memory page, uint256 total);
}
