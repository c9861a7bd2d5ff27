// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Consent} from "../../../contracts/interfaces/Types.sol";
import {Vm} from "./Vm.sol";

/// @title The people of the tests, what they sign, and the checks made on what happens.
abstract contract Actors {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    string internal constant GOVERNOR = "governor";
    string internal constant GUARDIAN = "guardian";
    string internal constant UNIVERSITY = "university";
    string internal constant REGISTRAR = "registrar";
    string internal constant ISSUER = "issuer";
    string internal constant GRADUATE = "graduate";
    string internal constant EMPLOYER = "employer";
    string internal constant MALLORY = "mallory";
    string internal constant RELAYER = "relayer";

    bytes32 private constant DOMAIN = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );

    error Differs(string what, uint256 found, uint256 expected);
    error Untrue(string what);

    function _key(string memory name) internal pure returns (uint256) {
        return uint256(keccak256(bytes(name))) >> 1;
    }

    function _of(string memory name) internal pure returns (address) {
        return vm.addr(_key(name));
    }

    /// @dev EIP-712: what `name` signs for `verifyingContract` on this chain.
    function _sign(
        string memory name,
        address verifyingContract,
        bytes32 message
    ) internal view returns (bytes memory) {
        return _signFor(name, verifyingContract, block.chainid, message);
    }

    function _signFor(
        string memory name,
        address verifyingContract,
        uint256 chain,
        bytes32 message
    ) internal pure returns (bytes memory) {
        bytes32 domain = keccak256(abi.encode(DOMAIN, keccak256("CSCSS ME"), keccak256("1"), chain, verifyingContract));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_key(name), keccak256(abi.encodePacked(hex"1901", domain, message)));
        return abi.encodePacked(r, s, v);
    }

    /// @dev The controller itself is the caller.
    function _inPerson() internal pure returns (Consent memory) {
        return Consent({deadline: 0, signature: ""});
    }

    function _pass(uint256 time) internal {
        vm.warp(block.timestamp + time);
        vm.roll(block.number + 1);
    }

    function _bound(uint256 value, uint256 low, uint256 high) internal pure returns (uint256) {
        return low + (value % (high - low + 1));
    }

    function _equal(uint256 found, uint256 expected, string memory what) internal pure {
        if (found != expected) revert Differs(what, found, expected);
    }

    function _equal(bytes memory found, bytes memory expected, string memory what) internal pure {
        if (keccak256(found) != keccak256(expected)) revert Untrue(what);
    }

    function _true(bool found, string memory what) internal pure {
        if (!found) revert Untrue(what);
    }
}
