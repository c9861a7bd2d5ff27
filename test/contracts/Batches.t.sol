// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICredentialWallet} from "../../contracts/interfaces/ICredentialWallet.sol";
import {IOrganization} from "../../contracts/interfaces/IOrganization.sol";
import {Authority, Category, RecordStatus, RecordType, StatusReason} from "../../contracts/interfaces/Types.sol";
import {DataContract} from "../../contracts/libraries/DataContract.sol";
import {Organization} from "../../contracts/organization/Organization.sol";
import {System} from "./support/System.sol";

/// @title A batch does what its items would do one by one, all of it or nothing for want of gas.
contract BatchesTest is System {
    uint256 private constant AWARDS = 4;

    Organization private _body;

    function setUp() public {
        _deploySystem();
        _body = _accredited("Recognition body", Authority.Cross);
        for (uint8 profile = 1; profile < 4; ++profile) _newWallet(GRADUATE, profile, 0);
        // One record there already, one revoked, one wallet that refuses everything.
        _issue(_body, _item(1, 0, 1, 1));
        _issue(_body, _item(1, 0, 2, 1));
        vm.prank(_of(ISSUER));
        _body.revoke(_item(1, 0, 2, 1).record, StatusReason.IssuedInError);
        ICredentialWallet destroyed = _newWallet(GRADUATE, 1, 1);
        vm.prank(_of(GRADUATE));
        destroyed.destroy(_inPerson());
    }

    /// What a batch does equals what its items do singly, in the same order, with the same refusals.
    function testFuzz_aBatchEqualsItsSingles(uint256[6] memory seeds) public {
        IOrganization.Item[] memory items = new IOrganization.Item[](seeds.length);
        for (uint256 i = 0; i < seeds.length; ++i) items[i] = _anyItem(seeds[i]);
        bytes[] memory blobs = new bytes[](1);
        blobs[0] = _blobFor(2);

        uint256 before = vm.snapshotState();
        vm.prank(_of(ISSUER));
        uint256 refused = _body.issueBatch(1, Category.HigherEducation, SIGNING_KEY, items, blobs);
        bytes32 afterBatch = _headers();
        vm.revertToState(before);

        uint256 refusedSingly;
        for (uint256 i = 0; i < items.length; ++i) {
            vm.prank(_of(ISSUER));
            try _body.issue(1, Category.HigherEducation, SIGNING_KEY, items[i], _blobOf(items[i])) {
                continue;
            } catch {
                ++refusedSingly;
            }
        }
        _equal(refused, refusedSingly, "refused items");
        _true(afterBatch == _headers(), "a batch and its singles differ");
    }

    /// What a batch of changes does equals what its records do singly, in the same order, with the same refusals.
    function testFuzz_aBatchOfChangesEqualsItsSingles(uint256[6] memory seeds, uint8 to, uint8 reason) public {
        RecordStatus status = RecordStatus(_bound(to, 1, 3));
        StatusReason why = StatusReason(_bound(reason, 0, 7));
        for (uint256 award = 3; award <= AWARDS; ++award) _issue(_body, _item(1, 0, award, 1));
        vm.prank(_of(ISSUER));
        _body.suspend(_item(1, 0, 3, 1).record, StatusReason.UnderReview);
        IOrganization.RecordRef[] memory records = new IOrganization.RecordRef[](seeds.length);
        for (uint256 i = 0; i < seeds.length; ++i) records[i] = _anyItem(seeds[i]).record;

        uint256 before = vm.snapshotState();
        vm.prank(_of(ISSUER));
        uint256 refused = _body.changeStatuses(1, status, why, records);
        bytes32 afterBatch = _headers();
        vm.revertToState(before);

        uint256 refusedSingly;
        for (uint256 i = 0; i < records.length; ++i) if (!_changes(records[i], status, why)) ++refusedSingly;
        _equal(refused, refusedSingly, "refused records");
        _true(afterBatch == _headers(), "a batch and its singles differ");
    }

    /// A batch with too little gas does nothing at all, whatever it is short of: no item is refused for want of gas.
    function testFuzz_shortGasNeverRefusesAnItem(uint256 gas) public {
        gas = _bound(gas, 30_000, 1_500_000);
        IOrganization.Item[] memory items = new IOrganization.Item[](5);
        for (uint256 i = 0; i < items.length; ++i) items[i] = _item(3, 0, 10 + i, 1);
        bytes[] memory blobs = new bytes[](1);
        blobs[0] = _blobFor(3);
        bytes memory data = abi.encodeCall(
            IOrganization.issueBatch,
            (1, Category.HigherEducation, SIGNING_KEY, items, blobs)
        );
        vm.prank(_of(ISSUER));
        (bool success, bytes memory result) = address(_body).call{gas: gas}(data);
        uint32 count = ICredentialWallet(wallets.walletOf(_of(GRADUATE), 3, 0)).summary().recordCount;
        if (success) {
            _equal(abi.decode(result, (uint256)), 0, "refused");
            _equal(count, 5, "records");
        } else {
            _equal(count, 0, "records");
            bool named = result.length == 36 && bytes4(result) == IOrganization.BatchOutOfGas.selector;
            _true(named || result.length == 0, "another reason than gas");
        }
    }

    /// Even where an item's bound is too low, as after a change of gas prices, the batch reverts: a wallet that used up all
    /// it was given has refused nothing.
    function test_aWalletThatUsesUpItsGasRefusesNothing() public {
        vm.etch(wallets.walletOf(_of(GRADUATE), 1, 0), hex"fe");
        IOrganization.Item[] memory items = new IOrganization.Item[](2);
        (items[0], items[1]) = (_item(3, 0, 40, 1), _item(1, 0, 41, 1));
        bytes[] memory blobs = new bytes[](1);
        blobs[0] = _blobFor(3);
        vm.expectRevert(abi.encodeWithSelector(IOrganization.BatchOutOfGas.selector, 1));
        vm.prank(_of(ISSUER));
        _body.issueBatch(1, Category.HigherEducation, SIGNING_KEY, items, blobs);
    }

    /// An empty batch is a mistake.
    function test_anEmptyBatchIsRefused() public {
        vm.expectRevert(abi.encodeWithSelector(IOrganization.OrganizationEmptyBatch.selector));
        vm.prank(_of(ISSUER));
        _body.issueBatch(1, Category.HigherEducation, SIGNING_KEY, new IOrganization.Item[](0), new bytes[](0));
    }

    /// A blob has to look like one: first byte 0x00, at least one byte behind its head, at most 24,000 bytes.
    function testFuzz_onlyWellFormedBlobsAreStored(uint256 size, bytes1 first) public {
        size = _bound(size, 1, DataContract.MAX_SIZE + 100);
        bytes memory blob = new bytes(size);
        blob[0] = first;
        bool good = size > 2 && size <= DataContract.MAX_SIZE && first == 0;
        if (!good) vm.expectRevert(abi.encodeWithSelector(IOrganization.OrganizationBadBlob.selector, 0, size));
        vm.prank(_of(ISSUER));
        _body.issue(1, Category.HigherEducation, SIGNING_KEY, _item(2, 0, 20, 1), blob);
    }

    /// The number of data contracts is the nonce of the next, whatever failed in between.
    function test_dataContractsLieWhereTheirNumberSays() public {
        for (uint24 number = 1; number < 4; ++number) {
            _issue(_body, _item(2, 0, 30 + number, 1));
            _equal(_body.dataContractCount(), number, "number of data contracts");
            address at = DataContract.addressOf(address(_body), number);
            _equal(DataContract.read(at, 0), "sealed", "payload");
            vm.expectRevert(
                abi.encodeWithSelector(ICredentialWallet.WalletRecordExists.selector, _recordId(30 + number))
            );
            _issue(_body, _item(2, 0, 30 + number, 1));
        }
    }

    function _changes(
        IOrganization.RecordRef memory record,
        RecordStatus to,
        StatusReason reason
    ) private returns (bool success) {
        bytes memory data =
            to == RecordStatus.Active
                ? abi.encodeCall(IOrganization.reinstate, (record, reason))
                : to == RecordStatus.Suspended
                    ? abi.encodeCall(IOrganization.suspend, (record, reason))
                    : abi.encodeCall(IOrganization.revoke, (record, reason));
        vm.prank(_of(ISSUER));
        (success, ) = address(_body).call(data);
    }

    /// @dev An item for any wallet, award and sequence: fine, repeated, revoked, destroyed, or with no wallet at all.
    function _anyItem(uint256 seed) private pure returns (IOrganization.Item memory item) {
        uint8 profile = uint8(_bound(seed, 0, 4));
        uint32 index = seed % 7 == 0 ? uint32(_bound(seed >> 8, 1, 2)) : 0;
        item = _item(profile, index, _bound(seed >> 16, 1, AWARDS), uint8(_bound(seed >> 24, 0, 3)));
        // Profiles that do not exist get the form of profile 1.
        if (profile % 4 == 0) (item.blob, item.shredHalf) = (0, 0);
        if (seed % 11 == 0) item.recordType = RecordType.None;
        if (seed % 13 == 0) item.payloadHash = 0;
        if (seed % 17 == 0) item.validUntil = 1;
        if (seed % 19 == 0) item.shredHalf = 0;
    }

    function _blobOf(IOrganization.Item memory item) private pure returns (bytes memory) {
        return item.blob == 0 ? bytes("") : _blobFor(2);
    }

    /// @dev All headers, without the number of the data contract, which says only how payloads were grouped.
    function _headers() private view returns (bytes32 hash) {
        for (uint8 profile = 1; profile < 4; ++profile) {
            ICredentialWallet wallet = ICredentialWallet(wallets.walletOf(_of(GRADUATE), profile, 0));
            for (uint256 award = 1; award <= AWARDS; ++award) {
                hash = keccak256(abi.encode(hash, wallet.headerFor(address(_body), _accessKey(award))));
            }
        }
    }
}
