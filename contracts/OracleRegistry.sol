// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {AccreditationQuestions} from "./AccreditationQuestions.sol";
import {IOracleRegistry} from "./interfaces/IOracleRegistry.sol";
import {IOrganizationFactory} from "./interfaces/IOrganizationFactory.sol";
import {AccreditationStatus, Authority, WithdrawalReason} from "./interfaces/Types.sol";

/// @title OracleRegistry. What it promises stands in IOracleRegistry.
contract OracleRegistry is AccreditationQuestions, AccessManaged {
    /// @dev Bits 1 to 6: one for each category.
    uint8 private constant ALL_CATEGORIES = 0x7e;

    /// @dev The only maker of organizations this registry knows.
    IOrganizationFactory public immutable organizationFactory;

    /// @inheritdoc IOracleRegistry
    uint32 public organizationCount;

    constructor(address manager, IOrganizationFactory factory) AccessManaged(manager) {
        if (block.timestamp > type(uint40).max) revert OracleRegistryNotInSeconds(block.timestamp);
        organizationFactory = factory;
    }

    /// @inheritdoc IOracleRegistry
    function applyForAccreditation(
        Authority authority,
        uint8 categories,
        bytes32 metadataHash,
        bytes32 evidence
    ) external {
        if (!organizationFactory.isOrganization(msg.sender)) revert OracleRegistryNotAnOrganization(msg.sender);
        _requireScope(authority, categories);
        Standing memory standing = _standings[msg.sender];
        AccreditationStatus status = standing.status;
        // A suspension holds until it is decided about: its end by time alone does not open the way back.
        if (status != AccreditationStatus.Suspended) status = _statusNow(standing.status, standing.until);
        if (status != AccreditationStatus.None && status != AccreditationStatus.Withdrawn) {
            revert OracleRegistryWrongStatus(msg.sender, status);
        }
        if (standing.number == 0) {
            standing.number = ++organizationCount;
            _organizations[standing.number] = msg.sender;
        }
        standing.status = AccreditationStatus.Applied;
        standing.authority = authority;
        standing.categories = categories;
        standing.until = 0;
        // The reason stays: an earlier withdrawal for misconduct keeps its effect until an admission.
        _begin(msg.sender, standing, evidence);
        emit Applied(msg.sender, standing.number, authority, categories, metadataHash, evidence);
    }

    /// @inheritdoc IOracleRegistry
    function admit(
        address organization,
        Authority authority,
        uint8 categories,
        uint40 until,
        bytes32 evidence
    ) external restricted {
        Standing memory standing = _require(organization, AccreditationStatus.Applied);
        if (standing.firstAccredited == 0) standing.firstAccredited = uint40(block.timestamp);
        _accredit(organization, standing, authority, categories, until, evidence);
    }

    /// @inheritdoc IOracleRegistry
    function change(
        address organization,
        Authority authority,
        uint8 categories,
        uint40 until,
        bytes32 evidence
    ) external restricted {
        Standing memory standing = _require(organization, AccreditationStatus.Accredited);
        AccreditationStatus status = _statusNow(standing.status, standing.until);
        if (status != AccreditationStatus.Accredited) revert OracleRegistryWrongStatus(organization, status);
        _accredit(organization, standing, authority, categories, until, evidence);
    }

    /// @inheritdoc IOracleRegistry
    function suspend(address organization, bytes32 evidence) external restricted {
        Standing memory standing = _require(organization, AccreditationStatus.Accredited);
        standing.status = AccreditationStatus.Suspended;
        _begin(organization, standing, evidence);
    }

    /// @inheritdoc IOracleRegistry
    function reinstate(address organization, bytes32 evidence) external restricted {
        Standing memory standing = _require(organization, AccreditationStatus.Suspended);
        standing.status = AccreditationStatus.Accredited;
        _begin(organization, standing, evidence);
    }

    /// @inheritdoc IOracleRegistry
    function withdraw(address organization, WithdrawalReason reason, uint40 at, bytes32 evidence) external restricted {
        if (reason == WithdrawalReason.None) revert OracleRegistryReasonMissing();
        Standing memory standing = _standings[organization];
        bool applied = standing.status == AccreditationStatus.Applied;
        bool accredited = standing.status == AccreditationStatus.Accredited;
        // An application can be turned down at once; it has no validity that could end later.
        if (!accredited && standing.status != AccreditationStatus.Suspended && !(applied && at == 0)) {
            revert OracleRegistryWrongStatus(organization, standing.status);
        }
        // Turning down who applies again takes back nothing it was convicted of. The gravest reason is the last.
        if (applied && _isConviction(uint8(standing.reason)) && reason < standing.reason) reason = standing.reason;
        if (at == 0) {
            standing.status = AccreditationStatus.Withdrawn;
            standing.until = 0;
        } else {
            // Later than its validity the withdrawal would lengthen, or revive, what it is to end.
            _requireAhead(at, standing.until == 0 ? type(uint40).max : standing.until);
            standing.until = at;
        }
        standing.reason = reason;
        _begin(organization, standing, evidence);
    }

    /// @inheritdoc IOracleRegistry
    function markFraud(address organization, uint40 since, bytes32 evidence) external restricted {
        Standing storage standing = _standings[organization];
        uint40 earliest = standing.firstAccredited;
        if (earliest == 0) revert OracleRegistryWrongStatus(organization, standing.status);
        uint40 latest = standing.fraudSince == 0 ? uint40(block.timestamp) : standing.fraudSince - 1;
        if (since < earliest || since > latest) revert OracleRegistryBadTime(since, earliest, latest);
        standing.fraudSince = since;
        emit FraudMarked(organization, since, evidence);
    }

    function _accredit(
        address organization,
        Standing memory standing,
        Authority authority,
        uint8 categories,
        uint40 until,
        bytes32 evidence
    ) private {
        _requireScope(authority, categories);
        if (until != 0) _requireAhead(until, type(uint40).max);
        standing.status = AccreditationStatus.Accredited;
        standing.authority = authority;
        standing.categories = categories;
        standing.reason = until == 0 ? WithdrawalReason.None : WithdrawalReason.Lapsed;
        standing.until = until;
        _begin(organization, standing, evidence);
    }

    /// @dev Starts an interval at this block's time and appends it to history.
    function _begin(address organization, Standing memory standing, bytes32 evidence) private {
        uint40 time = uint40(block.timestamp);
        if (standing.from == time) revert OracleRegistryChangedThisSecond(organization, time);
        standing.from = time;
        _standings[organization] = standing;
        _append(organization, standing, evidence);
        emit AccreditationChanged(
            organization,
            standing.status,
            standing.authority,
            standing.categories,
            standing.reason,
            standing.until,
            evidence
        );
    }

    function _require(
        address organization,
        AccreditationStatus wanted
    ) private view returns (Standing memory standing) {
        standing = _standings[organization];
        if (standing.status != wanted) revert OracleRegistryWrongStatus(organization, standing.status);
    }

    function _requireAhead(uint40 time, uint40 latest) private view {
        uint40 earliest = uint40(block.timestamp) + 1;
        if (time < earliest || time > latest) revert OracleRegistryBadTime(time, earliest, latest);
    }

    function _requireScope(Authority authority, uint8 categories) private pure {
        if (authority == Authority.None || categories == 0 || categories & ~ALL_CATEGORIES != 0) {
            revert OracleRegistryBadScope(authority, categories);
        }
    }
}
