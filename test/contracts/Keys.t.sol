// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IOrganization} from "../../contracts/interfaces/IOrganization.sol";
import {Authority, Category, KeyPurpose} from "../../contracts/interfaces/Types.sol";
import {BoundedCall} from "../../contracts/libraries/BoundedCall.sol";
import {Organization} from "../../contracts/organization/Organization.sol";
import {IDidRegistry} from "./support/IDidRegistry.sol";
import {System} from "./support/System.sol";
import {Vm} from "./support/Vm.sol";

/// @title An organization's key numbers are those of its DID document.
contract KeysTest is System {
    Organization private _body;

    function setUp() public {
        _deploySystem();
        _body = _accredited("Recognition body", Authority.Cross);
        _newWallet(GRADUATE, 1, 0);
    }

    /// The number of a key is the count of did/pub events up to and with its own; the latest number is the count of all.
    function testFuzz_numbersCountTheDidEvents(uint256[16] memory seeds) public {
        uint16 count = _body.keyNumberCount();
        vm.recordLogs();
        for (uint256 i = 0; i < seeds.length; ++i) {
            uint16 published = _anyKeyAct(seeds[i], i);
            uint256 events = _didEvents(vm.getRecordedLogs());
            count += uint16(events);
            _equal(_body.keyNumberCount(), count, "numbers taken");
            if (published != 0) _equal(published, count, "number of the new key");
        }
    }

    /// Only a live signing key issues: not one that was ended, has run out, only seals or was never published.
    function testFuzz_onlyALiveSigningKeyIssues(uint16 number, uint256 age, bool ended) public {
        number = uint16(_bound(number, 0, 4));
        uint40 until = _body.keyAt(SIGNING_KEY).until;
        vm.warp(_bound(age, block.timestamp, until + 1));
        if (ended) {
            vm.prank(_of(UNIVERSITY));
            _body.endKey(SIGNING_KEY);
        }
        if (number != SIGNING_KEY || ended || block.timestamp > until) {
            vm.expectRevert(abi.encodeWithSelector(IOrganization.OrganizationKeyNotLive.selector, number));
        }
        vm.prank(_of(ISSUER));
        _body.issue(1, Category.HigherEducation, number, _item(1, 0, 1, 1), "");
    }

    /// A key cannot be ended in a block in which it issued; the next block will do. A compromise waits for nothing.
    function test_aKeyIsNotEndedInABlockInWhichItIssued() public {
        uint256 before = vm.snapshotState();
        _issue(_body, _item(1, 0, 1, 1));
        vm.expectRevert(abi.encodeWithSelector(IOrganization.OrganizationKeyIssuedInThisBlock.selector, SIGNING_KEY));
        vm.prank(_of(UNIVERSITY));
        _body.endKey(SIGNING_KEY);

        _pass(1);
        vm.prank(_of(UNIVERSITY));
        _body.endKey(SIGNING_KEY);
        _equal(_body.keyAt(SIGNING_KEY).ended, uint40(block.timestamp), "end of the key");

        vm.revertToState(before);
        _issue(_body, _item(1, 0, 1, 1));
        vm.prank(_of(UNIVERSITY));
        _body.markKeyCompromised(SIGNING_KEY, uint40(block.timestamp));
        _equal(_body.keyAt(SIGNING_KEY).ended, uint40(block.timestamp), "end of the compromised key");
    }

    /// The mark of a compromise lies between the key's start and now, and only ever moves to an earlier time.
    function testFuzz_aCompromiseOnlyMovesBack(uint40 first, uint40 second) public {
        _pass(1000);
        uint40 from = _body.keyAt(SIGNING_KEY).from;
        first = uint40(_bound(first, from - 5, block.timestamp + 5));
        second = uint40(_bound(second, from - 5, block.timestamp + 5));
        bool firstGood = first >= from && first <= block.timestamp;
        bool secondGood = second >= from && second <= block.timestamp && !(firstGood && second >= first);
        _mark(first, firstGood);
        _mark(second, secondGood);
        uint40 expected =
            secondGood
                ? second
                : firstGood
                    ? first
                    : 0;
        _equal(_body.keyAt(SIGNING_KEY).compromisedSince, expected, "compromised since");
    }

    function _mark(uint40 since, bool good) private {
        if (!good) {
            vm.expectRevert(
                abi.encodeWithSelector(IOrganization.OrganizationBadCompromise.selector, SIGNING_KEY, since)
            );
        }
        vm.prank(_of(UNIVERSITY));
        _body.markKeyCompromised(SIGNING_KEY, since);
    }

    /// @dev Publishes, ends or marks a key, which may well fail. Returns the number of a published key, else 0.
    function _anyKeyAct(uint256 seed, uint256 step) private returns (uint16 published) {
        if (seed % 5 == 0) _pass(1);
        uint16 number = uint16(_bound(seed >> 8, 1, 6));
        if (seed % 3 == 0) return _publishKey(_body, KeyPurpose(_bound(seed >> 16, 1, 2)), string(abi.encode(step)));
        bytes memory data =
            seed % 3 == 1
                ? abi.encodeCall(IOrganization.endKey, (number))
                : abi.encodeCall(IOrganization.markKeyCompromised, (number, uint40(block.timestamp)));
        vm.prank(_of(UNIVERSITY));
        // What is refused makes no event, which the count shows.
        BoundedCall.call(address(_body), gasleft(), 0, data);
    }

    /// @dev What ethr-did-resolver counts: each did/pub event of this identity.
    function _didEvents(Vm.Log[] memory logs) private view returns (uint256 count) {
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter != address(dids)) continue;
            _true(logs[i].topics[0] == IDidRegistry.DIDAttributeChanged.selector, "another event than an attribute");
            _true(logs[i].topics[1] == bytes32(uint256(uint160(address(_body)))), "another identity");
            (bytes32 name, , , ) = abi.decode(logs[i].data, (bytes32, bytes, uint256, uint256));
            if (bytes8(name) == "did/pub/") ++count;
        }
    }
}
