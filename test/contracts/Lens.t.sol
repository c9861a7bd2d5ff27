// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICredentialWallet} from "../../contracts/interfaces/ICredentialWallet.sol";
import {IVerificationLens} from "../../contracts/interfaces/IVerificationLens.sol";
import {AccreditationStatus, Authority, KeyPurpose, WalletState} from "../../contracts/interfaces/Types.sol";
import {Organization} from "../../contracts/organization/Organization.sol";
import {System} from "./support/System.sol";

/// @title The lens answers everything, and reverts for nothing.
contract LensTest is System {
    Organization private _university;
    Organization private _unregistered;
    ICredentialWallet private _wallet;

    function setUp() public {
        _deploySystem();
        _university = _accredited("University", Authority.Direct);
        _unregistered = _newOrganization("Unregistered body");
        _enrol(_university, GRADUATE);
        _wallet = _newWallet(GRADUATE, 2, 0);
        _issue(_university, _item(2, 0, 1, 1));
    }

    /// No question makes the lens revert: any issuer, wallet, accessKey, presenters and grant have an answer.
    function testFuzz_anyQuestionHasAnAnswer(
        IVerificationLens.Query[] memory queries,
        uint256 seed,
        bytes memory code
    ) public {
        vm.assume(code.length == 0 || code[0] != 0xef);
        vm.etch(address(0xc0de), code);
        // Garbage among things that exist, so that every branch is met.
        for (uint256 i = 0; i < queries.length; ++i) {
            if ((seed >> (2 * i)) & 1 == 1) queries[i].issuer = _someAddress(seed >> i);
            if ((seed >> (2 * i)) & 2 == 2) queries[i].wallet = _someAddress(seed >> (i + 3));
        }
        _bringToState(seed % 3);
        (, IVerificationLens.Answer[] memory answers) = lens.read(queries);
        _equal(answers.length, queries.length, "number of answers");
        for (uint256 i = 0; i < queries.length; ++i) {
            WalletState expected =
                queries[i].wallet == address(_wallet)
                    ? [WalletState.Active, WalletState.Deactivated, WalletState.Destroyed][seed % 3]
                    : WalletState.Unknown;
            _equal(uint8(answers[i].wallet.state), uint8(expected), "state of the wallet");
            lens.sealedRecords(queries[i].wallet, seed, uint256(keccak256(abi.encode(seed))));
        }
    }

    /// A clone that looks like a wallet to the byte, but stands elsewhere, is no wallet.
    function testFuzz_aCopiedWalletIsUnknown(address copy) public {
        vm.assume(copy.code.length == 0 && uint160(copy) > 0xffff);
        vm.etch(copy, address(_wallet).code);
        (bool isWallet, address owner, uint8 profile, uint32 index) = wallets.identify(copy);
        _true(!isWallet && owner == address(0) && profile == 0 && index == 0, "a copy passed for a wallet");
    }

    /// The answer holds what a verifier judges by: header, key, accreditation then and now, names, rights of presenters.
    function test_anAnswerIsComplete() public {
        vm.prank(_of(GRADUATE));
        dids.addDelegate(_of(GRADUATE), "sigAuth", _of(EMPLOYER), 1000);
        vm.prank(_of(GRADUATE));
        _wallet.grant("grant", "commitment", 0, _inPerson());
        IVerificationLens.Answer memory answer = _ask();
        _equal(bytes(answer.issuerName), "University", "name");
        _true(answer.issuerIsOrganization && answer.issuerCountry == "EE", "issuer");
        _equal(answer.header.sequence, 1, "sequence");
        _equal(uint8(answer.key.purpose), uint8(KeyPurpose.Signing), "key");
        _equal(uint8(answer.atIssuance.status), uint8(AccreditationStatus.Accredited), "accreditation at issuance");
        _equal(uint8(answer.issuer.status), uint8(AccreditationStatus.Accredited), "accreditation now");
        _true(answer.grant.commitment == "commitment", "grant");
        _equal(answer.presenterRights, 2, "rights of the second presenter");
        _true(answer.wallet.controller == _of(GRADUATE), "controller");
    }

    /// Presenters beyond the eighth have no bit, and do no harm.
    function test_presentersBeyondTheEighthAreLeftOut() public {
        vm.prank(_of(GRADUATE));
        dids.addDelegate(_of(GRADUATE), "sigAuth", _of(EMPLOYER), 1000);
        IVerificationLens.Query[] memory queries = new IVerificationLens.Query[](1);
        queries[0].wallet = address(_wallet);
        queries[0].presenters = new address[](300);
        queries[0].presenters[7] = _of(EMPLOYER);
        queries[0].presenters[8] = _of(EMPLOYER);
        (, IVerificationLens.Answer[] memory answers) = lens.read(queries);
        _equal(answers[0].presenterRights, 128, "rights");
    }

    /// The holder reads its sealed payloads back, in pages.
    function testFuzz_sealedPayloadsAreReadInPages(uint8 offset, uint8 limit) public {
        for (uint256 award = 2; award <= 5; ++award) _issue(_university, _item(2, 0, award, 1));
        (WalletState state, uint256 total, IVerificationLens.SealedRecord[] memory records) = lens.sealedRecords(
            address(_wallet),
            offset,
            limit
        );
        _equal(uint8(state), uint8(WalletState.Active), "state");
        _equal(total, 5, "total");
        uint256 left = offset < 5 ? 5 - offset : 0;
        _equal(records.length, limit < left ? limit : left, "length of the page");
        for (uint256 i = 0; i < records.length; ++i) {
            _equal(records[i].sealedPayload, "sealed", "sealed payload");
            _true(records[i].organization == address(_university), "organization");
            _true(records[i].entry.recordId == _recordId(offset + i + 1), "recordId");
        }
    }

    function _ask() private view returns (IVerificationLens.Answer memory) {
        IVerificationLens.Query[] memory queries = new IVerificationLens.Query[](1);
        queries[0].issuer = address(_university);
        queries[0].wallet = address(_wallet);
        queries[0].accessKey = _accessKey(1);
        queries[0].presenters = new address[](2);
        queries[0].presenters[0] = _of(MALLORY);
        queries[0].presenters[1] = _of(EMPLOYER);
        queries[0].grantId = "grant";
        (, IVerificationLens.Answer[] memory answers) = lens.read(queries);
        return answers[0];
    }

    function _bringToState(uint256 state) private {
        if (state == 0) return;
        vm.prank(_of(GRADUATE));
        if (state == 1) _wallet.deactivate(_inPerson());
        else _wallet.destroy(_inPerson());
    }

    function _someAddress(uint256 seed) private view returns (address) {
        address[9] memory known = [
            address(_wallet),
            address(_university),
            address(_unregistered),
            address(registry),
            address(0xc0de),
            wallets.pseudonymousWallet(),
            organizations.implementation(),
            address(lens),
            address(1)
        ];
        return known[seed % 9];
    }
}
