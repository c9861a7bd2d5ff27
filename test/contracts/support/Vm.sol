// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title The cheat codes that these tests use.
interface Vm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function addr(uint256 privateKey) external pure returns (address);

    function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);

    /// @notice The next call comes from `sender`.
    function prank(address sender) external;

    function warp(uint256 time) external;

    function roll(uint256 number) external;

    function chainId(uint256 id) external;

    function setNonce(address account, uint64 nonce) external;

    function load(address account, bytes32 slot) external view returns (bytes32);

    function store(address account, bytes32 slot, bytes32 value) external;

    function readFile(string calldata path) external view returns (string memory);

    function parseJsonBytes(string calldata json, string calldata key) external pure returns (bytes memory);

    function etch(address account, bytes calldata code) external;

    /// @notice The next call reverts with exactly these bytes.
    function expectRevert(bytes calldata reason) external;

    function assume(bool condition) external pure;

    function recordLogs() external;

    function getRecordedLogs() external returns (Log[] memory);

    function snapshotState() external returns (uint256 id);

    function revertToState(uint256 id) external returns (bool);
}
