// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {RecordStatus} from "../../contracts/interfaces/Types.sol";
import {RecordRules} from "../../contracts/libraries/RecordRules.sol";
import {Utf8} from "../../contracts/libraries/Utf8.sol";
import {Actors} from "./support/Actors.sol";

/// @title The pure rules, case by case. Utf8.test.ts compares the second with the platform's own decoder.
contract RulesTest is Actors {
    /// The whole table of statuses: nothing becomes None, Revoked becomes nothing.
    function test_theTableOfStatuses() public pure {
        string memory table =
            "0000"
            "0011"
            "0101"
            "0000";
        for (uint256 from = 0; from < 4; ++from) {
            for (uint256 to = 0; to < 4; ++to) {
                bool expected = bytes(table)[from * 4 + to] == "1";
                _true(RecordRules.mayBecome(RecordStatus(from), RecordStatus(to)) == expected, "a change of status");
            }
        }
    }

    /// Every sequence but the last has a next; the last is kept for revoking.
    function testFuzz_sequencesFollowEachOther(uint8 sequence) public pure {
        _equal(RecordRules.nextSequence(sequence, true), sequence == 255 ? 0 : sequence + 1, "revoking");
        _equal(RecordRules.nextSequence(sequence, false), sequence >= 254 ? 0 : sequence + 1, "else");
    }

    /// Characters of one to four bytes, at the edges of what UTF-8 allows.
    function test_textsAtTheEdges() public pure {
        bytes[18] memory texts = [
            bytes(""),
            hex"207e",
            hex"c2a0c2bf",
            hex"c380dfbf",
            hex"e0a080e0bfbf",
            hex"e18080ec8080",
            hex"ed8080ed9fbf",
            hex"ee8080efbfbf",
            hex"f0908080",
            hex"f0bfbfbf",
            hex"f1808080f3bfbfbf",
            hex"f4808080",
            hex"f48fbfbf",
            hex"e280a7",
            hex"e280af",
            hex"e281a5",
            hex"e281aa",
            hex"41c3a9e6b885f09f8e93"
        ];
        for (uint256 i = 0; i < texts.length; ++i) _true(Utf8.isText(texts[i]), "a text was refused");
    }

    /// Just beyond them: control characters, what turns text around, overlong forms, surrogates, stray and missing bytes.
    function test_whatIsNoText() public pure {
        bytes[28] memory others = [
            bytes(hex"00"),
            hex"1f",
            hex"7f",
            hex"80",
            hex"bf",
            hex"c080",
            hex"c1bf",
            hex"c280",
            hex"c29f",
            hex"c2c0",
            hex"c3",
            hex"c37f",
            hex"dfc0",
            hex"e09f80",
            hex"e18080e1",
            hex"e180c0",
            hex"e1807f",
            hex"eda080",
            hex"f08fbfbf",
            hex"f18080c0",
            hex"f1808041",
            hex"f4908080",
            hex"f5808080",
            hex"ff",
            hex"e280a8",
            hex"e280ae",
            hex"e281a6",
            hex"e281a9"
        ];
        for (uint256 i = 0; i < others.length; ++i) _true(!Utf8.isText(others[i]), "what is no text was taken");
    }
}
