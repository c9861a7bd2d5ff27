// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AccreditationHistory} from "./AccreditationHistory.sol";
import {IOracleRegistry} from "./interfaces/IOracleRegistry.sol";
import {AccreditationStatus, Authority, Category, WithdrawalReason} from "./interfaces/Types.sol";
import {StandingWord} from "./libraries/StandingWord.sol";

/// @title AccreditationQuestions: what an organization may do now. Every record that is written asks.
abstract contract AccreditationQuestions is AccreditationHistory {
    using StandingWord for Standing;
    using StandingWord for uint256;

    /// @dev The latest interval and what goes beside history, in one slot, because every issued record reads it.
    mapping(address organization => Standing standing) internal _standings;
    mapping(uint32 number => address organization) internal _organizations;

    /// @inheritdoc IOracleRegistry
    function mayIssue(
        address organization,
        Category category
    ) external view returns (uint32 number, Authority authority) {
        uint256 standing = _standings[organization].load();
        bool ended = _hasEnded(standing.until(), uint40(block.timestamp));
        bool accredited = standing.statusNumber() == uint8(AccreditationStatus.Accredited);
        // Nothing issued after fraud-since can ever verify.
        if (!accredited || ended || standing.fraudSince() != 0) {
            AccreditationStatus status = _statusNow(standing.status(), standing.until());
            revert OracleRegistryNotAccredited(organization, status, standing.reason());
        }
        if (!standing.covers(category)) revert OracleRegistryNotForCategory(organization, category);
        return (standing.number(), standing.authority());
    }

    /// @inheritdoc IOracleRegistry
    function mayRevoke(address organization) external view returns (uint32) {
        uint256 standing = _standings[organization].load();
        if (standing.statusNumber() == uint8(AccreditationStatus.Suspended)) _refuse(organization, standing);
        return _reputable(organization, standing);
    }

    /// @inheritdoc IOracleRegistry
    function maySuspend(address organization) external view returns (uint32) {
        return _reputable(organization, _standings[organization].load());
    }

    /// @inheritdoc IOracleRegistry
    function numberOf(address organization) external view returns (uint32) {
        return _standings[organization].number;
    }

    /// @inheritdoc IOracleRegistry
    function organizationOf(uint32 number) external view returns (address) {
        return _organizations[number];
    }

    /// @inheritdoc IOracleRegistry
    function standingOf(address organization) external view returns (Standing memory standing) {
        standing = _standings[organization];
        standing.status = _statusNow(standing.status, standing.until);
    }

    function _statusNow(AccreditationStatus status, uint40 until) internal view returns (AccreditationStatus) {
        return _effectiveStatus(status, until, uint40(block.timestamp));
    }

    /// @dev The gravest reasons are the last.
    function _isConviction(uint8 reason) internal pure returns (bool) {
        return reason >= uint8(WithdrawalReason.Misconduct);
    }

    /// @dev The number of an organization that may still change what it issued; reverts for one that proved dishonest.
    function _reputable(address organization, uint256 standing) private view returns (uint32 number) {
        number = standing.number();
        if (number == 0 || standing.fraudSince() != 0) _refuse(organization, standing);
        if (_isConviction(standing.reasonNumber())) {
            bool ended = _statusNow(standing.status(), standing.until()) != AccreditationStatus.Accredited;
            if (ended) _refuse(organization, standing);
        }
    }

    function _refuse(address organization, uint256 standing) private pure {
        revert OracleRegistryNotAccredited(organization, standing.status(), standing.reason());
    }
}
