// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICredentialWallet} from "../../contracts/interfaces/ICredentialWallet.sol";
import {IOrganization} from "../../contracts/interfaces/IOrganization.sol";
import {Authority, Category, RecordStatus, RecordType, StatusReason} from "../../contracts/interfaces/Types.sol";
import {Organization} from "../../contracts/organization/Organization.sol";
import {System} from "./support/System.sol";

/// @title What happens where a record, a wallet or a payload reaches the end of its layout.
contract RecordLimitsTest is System {
    /// @dev The slot of a wallet's counters; EIP-712's two fallback names come after the records.
    bytes32 private constant STATE_SLOT = 0;

    Organization private _body;

    function setUp() public {
        _deploySystem();
        _body = _accredited("Recognition body", Authority.Cross);
    }

    /// A record that has used up its sequences can still be taken back: the last one is kept for the revocation.
    function test_theLastSequenceIsKeptForRevoking() public {
        ICredentialWallet wallet = _newWallet(GRADUATE, 1, 0);
        _issue(_body, _item(1, 0, 1, 1));
        for (uint8 sequence = 2; sequence < 255; ++sequence) _issue(_body, _item(1, 0, 1, sequence));

        IOrganization.Item memory item = _item(1, 0, 1, 255);
        bytes memory reason = abi.encodeWithSelector(
            ICredentialWallet.WalletSequencesUsedUp.selector,
            item.record.recordId
        );
        vm.expectRevert(reason);
        _issue(_body, item);
        vm.expectRevert(reason);
        vm.prank(_of(ISSUER));
        _body.suspend(item.record, StatusReason.UnderReview);

        vm.prank(_of(ISSUER));
        _body.revoke(item.record, StatusReason.IssuedInError);
        ICredentialWallet.RecordHeader memory header = wallet.headerFor(address(_body), _accessKey(1));
        _equal(header.sequence, 255, "sequence");
        _equal(uint8(header.status), uint8(RecordStatus.Revoked), "status");
    }

    /// A full list takes no more: an index that wrapped would give one record another's shred half.
    function test_aFullWalletTakesNoMore() public {
        ICredentialWallet wallet = _newWallet(GRADUATE, 1, 0);
        vm.store(address(wallet), STATE_SLOT, bytes32(uint256(1 << 24)));
        _equal(wallet.summary().recordCount, 1 << 24, "records as stored");
        vm.expectRevert(abi.encodeWithSelector(ICredentialWallet.WalletFull.selector));
        _issue(_body, _item(1, 0, 1, 1));
    }

    /// Profile 1 keeps nothing but headers on chain: neither a pointer to a payload nor a shred half alone.
    function test_halfAPayloadIsRefusedInEveryProfile() public {
        for (uint8 profile = 1; profile < 4; ++profile) {
            ICredentialWallet wallet = _newWallet(GRADUATE, profile, 0);
            _expectMismatch(wallet, profile, 7, 0);
            _expectMismatch(wallet, profile, 0, bytes12("half"));
        }
    }

    /// An item that points to a blob which the call does not bring would open somebody else's payload later.
    function test_aSingleIssueWithoutItsBlobIsRefused() public {
        _newWallet(GRADUATE, 2, 0);
        vm.expectRevert(abi.encodeWithSelector(IOrganization.OrganizationUnknownBlob.selector, uint8(1)));
        vm.prank(_of(ISSUER));
        _body.issue(1, Category.HigherEducation, SIGNING_KEY, _item(2, 0, 1, 1), "");
    }

    /// An item of a profile that does not exist costs only itself.
    function test_anItemOfAnUnknownProfileCostsOnlyItself() public {
        ICredentialWallet wallet = _newWallet(GRADUATE, 1, 0);
        IOrganization.Item[] memory items = new IOrganization.Item[](2);
        items[0] = _item(1, 0, 1, 1);
        items[0].record.profile = 7;
        items[1] = _item(1, 0, 2, 1);
        vm.prank(_of(ISSUER));
        uint256 refused = _body.issueBatch(1, Category.HigherEducation, SIGNING_KEY, items, new bytes[](0));
        _equal(refused, 1, "refused");
        _equal(wallet.summary().recordCount, 1, "records");
    }

    function _expectMismatch(ICredentialWallet wallet, uint8 profile, uint24 data, bytes12 shredHalf) private {
        ICredentialWallet.NewPayload memory payload = ICredentialWallet.NewPayload({
            recordId: _recordId(1),
            sequence: 1,
            category: Category.HigherEducation,
            recordType: RecordType.Degree,
            keyNumber: SIGNING_KEY,
            validUntil: 0,
            payloadHash: keccak256("payload"),
            data: data,
            place: 0,
            shredHalf: shredHalf,
            identityCommitment: profile == 3 ? keccak256("identity") : bytes32(0)
        });
        vm.expectRevert(abi.encodeWithSelector(ICredentialWallet.WalletProfileMismatch.selector, profile));
        vm.prank(address(_body));
        wallet.addPayload(payload);
    }
}
