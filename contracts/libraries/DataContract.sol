// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title DataContract: bytes kept as the code of a contract that can never run.
///
/// @notice A blob is 0x00 ‖ count (1) ‖ count end offsets (2 each, big-endian, from the first payload) ‖ the payloads.
/// The leading zero is STOP: a call does nothing. Readers find a blob by the nonce its creator made it with.
library DataContract {
    uint256 internal constant MAX_SIZE = 24_000;
    uint256 private constant HEAD = 2;

    /// @dev The chain did not create it, for instance beyond the size of code it allows.
    error DataContractNotCreated();

    /// @dev Deploys `blob` as code. The 11-byte prefix copies everything after itself into memory and returns it.
    function create(bytes calldata blob) internal {
        bytes memory initCode = bytes.concat(hex"600b5981380380925939f3", blob);
        address at;
        assembly ("memory-safe") {
            at := create(0, add(initCode, 0x20), mload(initCode))
        }
        if (at == address(0)) revert DataContractNotCreated();
    }

    /// @dev Where `creator` put the contract it made with this nonce, 1 to 2^24 - 1: keccak256(rlp([creator, nonce])).
    function addressOf(address creator, uint24 nonce) internal pure returns (address) {
        bytes memory rlp;
        if (nonce < 0x80) rlp = abi.encodePacked(hex"d694", creator, uint8(nonce));
        else if (nonce < 0x100) rlp = abi.encodePacked(hex"d794", creator, hex"81", uint8(nonce));
        else if (nonce < 0x10000) rlp = abi.encodePacked(hex"d894", creator, hex"82", uint16(nonce));
        else rlp = abi.encodePacked(hex"d994", creator, hex"83", nonce);
        return address(uint160(uint256(keccak256(rlp))));
    }

    /// @dev The payload at `place`, empty if there is none. Never reverts: the code may be anything.
    function read(address at, uint8 place) internal view returns (bytes memory payload) {
        uint256 size = at.code.length;
        if (size < HEAD) return payload;
        uint256 payloads = HEAD + 2 * uint256(uint8(_slice(at, 1, 1)[0]));
        uint256 slot = HEAD + 2 * uint256(place);
        if (slot >= payloads || payloads > size) return payload;
        uint256 start = place == 0 ? 0 : _uint16(at, slot - 2);
        uint256 end = _uint16(at, slot);
        if (end < start || payloads + end > size) return payload;
        return _slice(at, payloads + start, end - start);
    }

    function _uint16(address at, uint256 offset) private view returns (uint256) {
        return uint256(uint16(bytes2(_slice(at, offset, 2))));
    }

    function _slice(address at, uint256 offset, uint256 length) private view returns (bytes memory out) {
        out = new bytes(length);
        assembly ("memory-safe") {
            extcodecopy(at, add(out, 0x20), offset, length)
        }
    }
}
