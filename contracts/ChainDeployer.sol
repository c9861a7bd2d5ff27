// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title ChainDeployer: puts contracts at addresses that depend on the chain and a name, and on nothing they contain.
///
/// @notice Contracts that pin each other's addresses can so be deployed in any order, an interrupted deployment goes on
/// where it stopped, and ERC-1056 gets another address on every chain, because its signed messages name no chain.
/// Trust: its maker decides what code comes to which name, once. Readers pin addresses and code hashes in a network file.
/// What it does not do: replace, upgrade or own what it deployed.
/// @dev CREATE2 of a fixed 16-byte proxy, which CREATEs what it is called with: the address depends on salt and maker.
contract ChainDeployer {
    bytes private constant PROXY = hex"67363d3d37363d34f03d5260086018f3";

    /// @notice The only account that may deploy here.
    address public immutable deployer = msg.sender;

    /// @notice A contract was put in its place.
    event Deployed(bytes32 indexed name, address at);

    error ChainDeployerNotDeployer(address caller);
    error ChainDeployerExists(address at);
    error ChainDeployerFailed(bytes32 name, bytes reason);

    /// @notice Deploys under a name. Caller: the deployer. Emits Deployed. Reverts with ChainDeployerNotDeployer,
    /// ChainDeployerExists, ChainDeployerFailed.
    function deploy(bytes32 name, bytes calldata initCode) external returns (address at) {
        if (msg.sender != deployer) revert ChainDeployerNotDeployer(msg.sender);
        at = addressOf(name);
        if (at.code.length != 0) revert ChainDeployerExists(at);

        bytes memory proxyCode = PROXY;
        bytes32 salt = _salt(name);
        address proxy;
        assembly ("memory-safe") {
            proxy := create2(0, add(proxyCode, 0x20), mload(proxyCode), salt)
        }
        // solhint-disable-next-line avoid-low-level-calls
        (bool success, bytes memory reason) = proxy.call(initCode);
        if (!success || at.code.length == 0) revert ChainDeployerFailed(name, reason);
        emit Deployed(name, at);
    }

    /// @notice Where the contract of that name is, or will be.
    function addressOf(bytes32 name) public view returns (address) {
        bytes32 proxy = keccak256(abi.encodePacked(hex"ff", address(this), _salt(name), keccak256(PROXY)));
        // The first contract of a contract has nonce 1.
        return
            address(
                uint160(uint256(keccak256(abi.encodePacked(hex"d694", address(uint160(uint256(proxy))), hex"01"))))
            );
    }

    function _salt(bytes32 name) private view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, name));
    }
}
