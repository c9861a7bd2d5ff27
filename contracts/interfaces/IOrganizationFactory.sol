// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title OrganizationFactory: makes organizations and remembers which ones it made.
///
/// @notice Glossary. *Organization*: an ERC-1167 clone of one implementation, set up in the transaction that makes it.
///
///     address: free --create (anybody)--> an organization with its admin, for good
///
/// Trust: none is needed; it has no owner. That this factory made it says what code an organization has.
/// What it does not do: say who stands behind a name. Anybody may make an organization of any name; the registry's
/// accreditation is what counts.
interface IOrganizationFactory {
    /// @notice An organization was made.
    event OrganizationCreated(address indexed organization, address indexed admin, string name, string country);

    /// @notice Makes an organization. Caller: anybody; the address depends on the caller and the salt, so nobody can
    /// occupy another's. Emits OrganizationCreated. Reverts with OpenZeppelin's FailedDeployment if it is there already, and as
    /// the organization's `initialize` does.
    /// @param country ISO 3166-1 alpha-2.
    /// @param metadataHash hash of what the organization says about itself.
    function create(
        string calldata name,
        bytes2 country,
        bytes32 metadataHash,
        address admin,
        bytes32 salt
    ) external returns (address organization);

    /// @notice Whether this factory made it.
    function isOrganization(address organization) external view returns (bool);

    /// @notice Where `create` would put an organization for this creator and salt.
    function addressFor(address creator, bytes32 salt) external view returns (address);
}
