// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title The part of ERC-1056 (ethr-did-registry) that CSCSS ME uses.
interface IEthereumDIDRegistry {
    /// @notice Who acts for an identity: the identity itself until it changed its owner.
    function identityOwner(address identity) external view returns (address);

    /// @notice Whether an identity appointed this delegate, and still does.
    function validDelegate(address identity, bytes32 delegateType, address delegate) external view returns (bool);

    /// @notice Publishes an attribute of an identity. Caller: its owner. `validity` in seconds from now.
    function setAttribute(address identity, bytes32 name, bytes calldata value, uint256 validity) external;

    /// @notice Ends an attribute. Caller: the identity's owner.
    function revokeAttribute(address identity, bytes32 name, bytes calldata value) external;
}
