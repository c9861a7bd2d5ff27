// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IEthereumDIDRegistry} from "../../../contracts/interfaces/IEthereumDIDRegistry.sol";

/// @title What holders and their agents call of ERC-1056, beside what CSCSS ME uses.
interface IDidRegistry is IEthereumDIDRegistry {
    event DIDAttributeChanged(
        address indexed identity,
        bytes32 name,
        bytes value,
        uint256 validTo,
        uint256 previousChange
    );

    function changeOwner(address identity, address newOwner) external;

    function changeOwnerSigned(address identity, uint8 sigV, bytes32 sigR, bytes32 sigS, address newOwner) external;

    function addDelegate(address identity, bytes32 delegateType, address delegate, uint256 validity) external;

    function changed(address identity) external view returns (uint256 blockNumber);
}
