// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {DataContract} from "../../contracts/libraries/DataContract.sol";
import {Actors} from "./support/Actors.sol";
import {LibraryHarness} from "./support/LibraryHarness.sol";

/// @title What is stored as code is read back, byte for byte, from the address that the nonce gives.
contract DataContractTest is Actors {
    LibraryHarness private _library;

    function setUp() public {
        _library = new LibraryHarness();
    }

    /// Every payload of a blob is read back exactly, and there is nothing behind the last.
    function testFuzz_payloadsComeBackExactly(bytes[] memory payloads, uint24 nonce) public {
        vm.assume(payloads.length <= 40);
        bytes memory blob = _pack(payloads);
        vm.assume(blob.length <= DataContract.MAX_SIZE);
        address at = _createWithNonce(nonce == 0 ? 1 : nonce, blob);
        for (uint256 i = 0; i < payloads.length; ++i) {
            _equal(_library.read(at, uint8(i)), payloads[i], "payload");
        }
        _equal(_library.read(at, uint8(payloads.length)).length, 0, "bytes behind the last payload");
    }

    /// The address follows RLP over each boundary of the nonce's encoding.
    function test_addressFollowsTheNonceAcrossRlpBoundaries() public {
        uint24[12] memory nonces = [
            1,
            0x7e,
            0x7f,
            0x80,
            0x81,
            0xff,
            0x100,
            0x101,
            0xffff,
            0x10000,
            0x10001,
            type(uint24).max
        ];
        bytes[] memory payloads = new bytes[](1);
        payloads[0] = "sealed";
        for (uint256 i = 0; i < nonces.length; ++i) {
            _equal(_library.read(_createWithNonce(nonces[i], _pack(payloads)), 0), "sealed", "payload");
        }
    }

    /// Reading never reverts and never reads past the code, whatever code lies there.
    function testFuzz_readingAnyCodeNeverReverts(bytes memory code, uint8 place) public {
        address at = address(0xda7a);
        vm.assume(code.length == 0 || code[0] != 0xef);
        vm.etch(at, code);
        _true(_library.read(at, place).length <= code.length, "read more than there is");
    }

    /// A payload of the largest size fits, one byte more has no contract.
    function test_theLargestBlobCanBeReadBack() public {
        bytes[] memory payloads = new bytes[](1);
        payloads[0] = new bytes(DataContract.MAX_SIZE - 4);
        payloads[0][0] = 0x5e;
        bytes memory blob = _pack(payloads);
        _equal(blob.length, DataContract.MAX_SIZE, "size of the blob");
        _equal(_library.read(_createWithNonce(1, blob), 0), payloads[0], "payload");
    }

    /// What begins with 0xef is refused by the chain, and that is not taken for success.
    function test_aRefusedCreationReverts() public {
        vm.expectRevert(abi.encodeWithSelector(DataContract.DataContractNotCreated.selector));
        _library.create(hex"ef00");
    }

    function _createWithNonce(uint24 nonce, bytes memory blob) private returns (address) {
        // A nonce cannot be lowered, so each creation has a creator of its own.
        LibraryHarness creator = new LibraryHarness();
        if (nonce != 1) vm.setNonce(address(creator), nonce);
        creator.create(blob);
        return creator.addressOf(address(creator), nonce);
    }

    function _pack(bytes[] memory payloads) private pure returns (bytes memory blob) {
        blob = abi.encodePacked(hex"00", uint8(payloads.length));
        uint256 end;
        for (uint256 i = 0; i < payloads.length; ++i) {
            end += payloads[i].length;
            blob = bytes.concat(blob, bytes2(uint16(end)));
        }
        for (uint256 i = 0; i < payloads.length; ++i) blob = bytes.concat(blob, payloads[i]);
    }
}
