// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICredentialWallet} from "../../contracts/interfaces/ICredentialWallet.sol";
import {IOrganization} from "../../contracts/interfaces/IOrganization.sol";
import {Authority, Category, RecordStatus, StatusReason} from "../../contracts/interfaces/Types.sol";
import {Organization} from "../../contracts/organization/Organization.sol";
import {System} from "./support/System.sol";

/// @title What is read past the compiler's own checks is checked as it would: references to records, the registry's answer.
contract ReferencesTest is System {
    Organization private _body;
    ICredentialWallet private _wallet;
    uint256 private constant AWARD = 1;

    function setUp() public {
        _deploySystem();
        _body = _accredited("Recognition body", Authority.Cross);
        _wallet = _newWallet(GRADUATE, 1, 0);
        _issue(_body, _item(1, 0, AWARD, 1));
    }

    /// A bit beside a member's own, in any member of a reference, and nothing is revoked: one by one or in a batch.
    function testFuzz_aReferenceHasNothingBesideItsMembers(uint256 member, uint256 bit) public {
        (member, bit) = (_bound(member, 0, 3), _bound(bit, 0, 255));
        bytes memory single = abi.encodeCall(IOrganization.revoke, (_reference(), StatusReason.IssuedInError));
        IOrganization.RecordRef[] memory records = new IOrganization.RecordRef[](1);
        records[0] = _reference();
        bytes memory batch = abi.encodeCall(
            IOrganization.changeStatuses,
            (1, RecordStatus.Revoked, StatusReason.IssuedInError, records)
        );
        bool beside = _isBeside(member, bit);
        _expectRefused(_flip(single, 4 + 32 * member, bit), beside);
        // Four words of arguments and the length stand before the first reference.
        _expectRefused(_flip(batch, 4 + 32 * (5 + member), bit), beside);
    }

    /// The same of an item to issue.
    function testFuzz_anItemHasNothingBesideItsMembers(uint256 member, uint256 bit) public {
        (member, bit) = (_bound(member, 0, 3), _bound(bit, 0, 255));
        IOrganization.Item memory item = _item(1, 0, AWARD + 1, 1);
        bytes memory data = abi.encodeCall(
            IOrganization.issue,
            (1, Category.HigherEducation, SIGNING_KEY, item, bytes(""))
        );
        // Batch, category and key number stand before the item.
        if (!_isBeside(member, bit)) return;
        _expectRefused(_flip(data, 4 + 32 * (3 + member), bit), true);
        _equal(_wallet.summary().recordCount, 1, "records");
    }

    /// A wallet that finds no registry where one should be, or something else, refuses every change of status.
    function test_withoutItsRegistryAWalletChangesNothing() public {
        bytes[5] memory others = [
            bytes(""),
            // Stops, answers 31 bytes, answers 2^32, reverts with nothing.
            hex"00",
            hex"601f6000f3",
            hex"64010000000060005260206000f3",
            hex"60006000fd"
        ];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.etch(address(registry), others[i]);
            bytes[3] memory changes = [
                abi.encodeCall(IOrganization.revoke, (_reference(), StatusReason.IssuedInError)),
                abi.encodeCall(IOrganization.suspend, (_reference(), StatusReason.UnderReview)),
                abi.encodeCall(IOrganization.reinstate, (_reference(), StatusReason.ReviewClosed))
            ];
            for (uint256 j = 0; j < changes.length; ++j) {
                vm.prank(_of(ISSUER));
                (bool success, bytes memory refusal) = address(_body).call(changes[j]);
                _true(!success && refusal.length == 0, "a change without the registry");
            }
        }
    }

    function _reference() private pure returns (IOrganization.RecordRef memory) {
        return _item(1, 0, AWARD, 1).record;
    }

    /// @dev owner, profile and index stand at the lower end of their words, the record's id at the upper.
    function _isBeside(uint256 member, uint256 bit) private pure returns (bool) {
        if (member == 0) return bit >= 160;
        if (member == 1) return bit >= 8;
        if (member == 2) return bit >= 32;
        return bit < 128;
    }

    /// @dev Malformed calldata reverts without a reason; another reference names a wallet or record that is not there.
    function _expectRefused(bytes memory data, bool malformed) private {
        vm.prank(_of(ISSUER));
        (bool success, bytes memory result) = address(_body).call(data);
        _true(malformed ? !success && result.length == 0 : !success || result.length == 32, "taken");
        ICredentialWallet.RecordHeader memory header = _wallet.headerFor(address(_body), _accessKey(AWARD));
        _true(header.status == RecordStatus.Active, "revoked");
    }

    function _flip(bytes memory data, uint256 offset, uint256 bit) private pure returns (bytes memory) {
        assembly ("memory-safe") {
            let at := add(add(data, 0x20), offset)
            mstore(at, xor(mload(at), shl(bit, 1)))
        }
        return data;
    }
}
