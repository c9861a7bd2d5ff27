// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @title GovernanceManager: OpenZeppelin's AccessManager whose last admin cannot leave.
/// @notice Glossary. Roles: *admin* (0) sets roles and delays, *admitter* (1) accredits, changes, reinstates, withdraws and
/// marks fraud, *guardian* (2) suspends. Who has which, with what delay, is set by the deployment: all three belong to the
/// Council, admin and admitter with a delay, guardian without.
///
///     delayed role: schedule --> ready after the delay --> executed ; or expired a week later ; or cancelled
///
/// Trust: whoever holds admin can, after admin's delay, give any role to anybody.
/// What it does not do: give the admin's role with a delay, so that somebody always has it. It reaches only contracts that
/// name it as their authority, here the registry; never a wallet, an organization or a factory.
contract GovernanceManager is AccessManager {
    /// @notice Accredits, reinstates, withdraws, marks fraud.
    uint64 public constant ADMITTER_ROLE = 1;
    /// @notice Suspends.
    uint64 public constant GUARDIAN_ROLE = 2;

    uint256 private _admins;

    /// @dev Without an admin nobody could ever change a role again.
    error GovernanceManagerLastAdmin(address account);

    /// @dev An admin who is yet to become one would count as one, and the last real one could leave before.
    error GovernanceManagerAdminWithoutDelay(uint32 delay);

    constructor(address firstAdmin) AccessManager(firstAdmin) {}

    /// @dev Counts admins, also the first, who is granted by the constructor of AccessManager.
    function _grantRole(
        uint64 roleId,
        address account,
        uint32 grantDelay,
        uint32 executionDelay
    ) internal override returns (bool newMember) {
        newMember = super._grantRole(roleId, account, grantDelay, executionDelay);
        if (newMember && roleId == ADMIN_ROLE) ++_admins;
    }

    function _setGrantDelay(uint64 roleId, uint32 newDelay) internal override {
        if (roleId == ADMIN_ROLE && newDelay != 0) revert GovernanceManagerAdminWithoutDelay(newDelay);
        super._setGrantDelay(roleId, newDelay);
    }

    function _revokeRole(uint64 roleId, address account) internal override returns (bool left) {
        left = super._revokeRole(roleId, account);
        if (left && roleId == ADMIN_ROLE && --_admins == 0) revert GovernanceManagerLastAdmin(account);
    }
}
