// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICredentialWallet} from "../../contracts/interfaces/ICredentialWallet.sol";
import {IOrganization} from "../../contracts/interfaces/IOrganization.sol";
import {IWalletFactory} from "../../contracts/interfaces/IWalletFactory.sol";
import {Authority, Category, Consent, WalletState} from "../../contracts/interfaces/Types.sol";
import {TypeHashes} from "../../contracts/libraries/TypeHashes.sol";
import {Organization} from "../../contracts/organization/Organization.sol";
import {ContractAccount} from "./support/ContractAccount.sol";
import {LibraryHarness} from "./support/LibraryHarness.sol";
import {System} from "./support/System.sol";

/// @title What a holder signed holds for one chain, one contract, one act, once, until its deadline, by its controller.
contract ConsentsTest is System {
    ICredentialWallet private _wallet;
    Organization private _university;
    LibraryHarness private _library;

    function setUp() public {
        _deploySystem();
        _wallet = _newWallet(GRADUATE, 1, 0);
        _university = _accredited("University", Authority.Direct);
        _library = new LibraryHarness();
    }

    /// A signature that differs in chain, contract, nonce, deadline, act or signer does nothing; the right one works once.
    function testFuzz_aSignatureHoldsForExactlyOneAct(uint256 wrong) public {
        wrong = _bound(wrong, 0, 6);
        uint40 deadline = uint40(block.timestamp + 10);
        bytes32 message = keccak256(
            abi.encode(
                wrong == 1 ? TypeHashes.DEACTIVATE : TypeHashes.DESTROY,
                wrong == 2 ? uint256(1) : uint256(0),
                wrong == 3 ? deadline + 1 : deadline
            )
        );
        bytes memory signature = _signFor(
            wrong == 4 ? MALLORY : GRADUATE,
            wrong == 5 ? address(wallets) : address(_wallet),
            wrong == 6 ? block.chainid + 1 : block.chainid,
            message
        );
        if (wrong != 0) _expectBadSignature(GRADUATE);
        vm.prank(_of(RELAYER));
        _wallet.destroy(Consent(deadline, signature));
        _equal(uint8(_wallet.summary().state) == uint8(WalletState.Destroyed) ? 1 : 0, wrong == 0 ? 1 : 0, "destroyed");
    }

    /// A used signature is used up, although the wallet is back in the state in which it was made.
    function test_aUsedSignatureIsUsedUp() public {
        Consent memory deactivate = _consent(TypeHashes.DEACTIVATE, 0, GRADUATE);
        Consent memory reactivate = _consent(TypeHashes.REACTIVATE, 1, GRADUATE);
        _wallet.deactivate(deactivate);
        _wallet.reactivate(reactivate);
        _expectBadSignature(GRADUATE);
        _wallet.deactivate(deactivate);
    }

    /// One second after its deadline a signature is worth nothing.
    function testFuzz_aDeadlineIsTheLastSecond(uint40 late) public {
        late = uint40(_bound(late, 1, 1000 days));
        Consent memory consent = _consent(TypeHashes.DEACTIVATE, 0, GRADUATE);
        vm.warp(block.timestamp + late);
        vm.expectRevert(abi.encodeWithSelector(ICredentialWallet.WalletExpired.selector, consent.deadline));
        _wallet.deactivate(consent);
    }

    /// A contract account may agree without a signature: a consent is then taken back all the same, once.
    function test_aContractAccountTakesAConsentBackWithoutASignature() public {
        address account = address(new ContractAccount(ContractAccount.Manner.Agrees));
        vm.prank(_of(GRADUATE));
        dids.changeOwner(_of(GRADUATE), account);
        Consent memory agreed = Consent(uint40(block.timestamp), "");
        vm.prank(_of(RELAYER));
        _university.withdrawConsent(_of(GRADUATE), 9, agreed);
        _true(_university.isNonceUsed(_of(GRADUATE), 9), "the consent can still be used");
        vm.expectRevert(
            abi.encodeWithSelector(IOrganization.OrganizationNonceUsed.selector, _of(GRADUATE), uint256(9))
        );
        vm.prank(_of(RELAYER));
        _university.withdrawConsent(_of(GRADUATE), 9, agreed);
    }

    /// A grant's last second lies ahead: this very second is too late.
    function test_aGrantEndsInTheFuture() public {
        uint40 now_ = uint40(block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(ICredentialWallet.WalletBadGrant.selector, bytes32("c"), now_));
        vm.prank(_of(GRADUATE));
        _wallet.grant("id", "c", now_, _inPerson());
        vm.prank(_of(GRADUATE));
        _wallet.grant("id", "c", now_ + 1, _inPerson());
        _equal(_wallet.grantOf("id").until, now_ + 1, "until");
    }

    /// So does a record's: what ends this very second is refused.
    function test_aRecordIsValidForASecondAtLeast() public {
        _enrol(_university, GRADUATE);
        IOrganization.Item memory item = _item(1, 0, 1, 1);
        item.validUntil = uint40(block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(ICredentialWallet.WalletValidityEnded.selector, item.validUntil));
        _issue(_university, item);
        item.validUntil = uint40(block.timestamp) + 1;
        _issue(_university, item);
    }

    /// After the graduate's key was rotated only the new key acts, in every wallet and organization.
    function test_onlyTheNewKeyActsAfterARotation() public {
        _rotate(GRADUATE, EMPLOYER);
        vm.expectRevert(abi.encodeWithSelector(ICredentialWallet.WalletNotController.selector, _of(GRADUATE)));
        vm.prank(_of(GRADUATE));
        _wallet.deactivate(_inPerson());
        _wallet.deactivate(_consent(TypeHashes.DEACTIVATE, 0, EMPLOYER));
        _equal(uint8(_wallet.summary().state), uint8(WalletState.Deactivated), "state");
    }

    /// A15: when ERC-1056 gives an identity back to its first key, a wallet that saw another controller obeys nobody.
    function test_anOldKeyIsNeverObeyedAgain() public {
        _rotate(GRADUATE, EMPLOYER);
        wallets.noteController(_of(GRADUATE));
        ICredentialWallet made = ICredentialWallet(_create(1, EMPLOYER));
        vm.prank(_of(EMPLOYER));
        dids.changeOwner(_of(GRADUATE), address(0));

        ICredentialWallet[2] memory noted = [_wallet, made];
        for (uint256 i = 0; i < 2; ++i) {
            _equal(uint160(noted[i].summary().controller), 0, "controller");
            vm.expectRevert(abi.encodeWithSelector(ICredentialWallet.WalletControllerLost.selector));
            vm.prank(_of(GRADUATE));
            noted[i].destroy(_inPerson());
        }
    }

    /// A16: what was signed for ERC-1056 on one chain is refused by the registry of another, which lies elsewhere.
    function test_aDidMessageOfAnotherChainIsRefused() public {
        bytes32 signed = keccak256(
            abi.encodePacked(hex"1900", address(dids), uint256(0), _of(GRADUATE), "changeOwner", _of(EMPLOYER))
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_key(GRADUATE), signed);
        uint256 home = block.chainid;
        vm.chainId(home + 1);
        vm.etch(_at("ERC-1056"), address(dids).code);
        (bool success, ) = _at("ERC-1056").call(
            abi.encodeCall(dids.changeOwnerSigned, (_of(GRADUATE), v, r, s, _of(EMPLOYER)))
        );
        _true(!success, "a message of another chain was accepted");
        vm.chainId(home);
        dids.changeOwnerSigned(_of(GRADUATE), v, r, s, _of(EMPLOYER));
        _true(dids.identityOwner(_of(GRADUATE)) == _of(EMPLOYER), "at home it counts");
    }

    /// A holder may be a contract account; whatever else it does, it does not pass, and costs no more than its bound.
    function testFuzz_aContractAccountPassesOnlyByAgreeing(
        uint8 manner,
        bytes32 digest,
        bytes memory signature
    ) public {
        ContractAccount.Manner how = ContractAccount.Manner(_bound(manner, 0, 5));
        ContractAccount account = new ContractAccount(how);
        uint256 before = gasleft();
        bool valid = _library.isValid(address(account), digest, signature);
        _true(before - gasleft() < 300_000, "a signature check without bound");
        _true(valid == (how == ContractAccount.Manner.Agrees), "answer of a contract account");
    }

    /// Nobody signs for an account without key or code, least of all for address 0.
    function testFuzz_garbageIsNoSignature(address account, bytes32 digest, bytes memory signature) public view {
        vm.assume(account.code.length == 0);
        _true(!_library.isValid(account, digest, signature), "garbage passed for a signature");
        _true(!_library.isValid(address(0), digest, signature), "garbage passed for address 0");
    }

    /// A creation that the owner signed is good for that owner, profile, index and key, and for nothing else.
    function testFuzz_aSignedCreationIsExact(uint256 wrong) public {
        wrong = _bound(wrong, 0, 5);
        bytes memory encryptionKey = new bytes(64);
        uint40 deadline = uint40(block.timestamp);
        bytes32 message = keccak256(
            abi.encode(
                TypeHashes.CREATE_WALLET,
                wrong == 1 ? _of(MALLORY) : _of(GRADUATE),
                wrong == 2 ? 3 : 2,
                wrong == 3 ? 6 : 5,
                keccak256(wrong == 4 ? bytes("another") : encryptionKey),
                wrong == 5 ? deadline + 1 : deadline
            )
        );
        Consent memory consent = Consent(deadline, _sign(GRADUATE, address(wallets), message));
        if (wrong != 0) {
            vm.expectRevert(abi.encodeWithSelector(IWalletFactory.WalletFactoryBadSignature.selector, _of(GRADUATE)));
        }
        vm.prank(_of(RELAYER));
        wallets.create(_of(GRADUATE), 2, 5, encryptionKey, consent);
        _true((wallets.walletOf(_of(GRADUATE), 2, 5).code.length != 0) == (wrong == 0), "made");
    }

    /// An enrolment cannot be replayed after leaving, nor at another organization.
    function test_anEnrolmentIsUsedOnce() public {
        Organization other = _accredited("Another university", Authority.Direct);
        IOrganization.Enrolment memory enrolment = IOrganization.Enrolment(
            _of(GRADUATE),
            2,
            77,
            uint40(block.timestamp)
        );
        bytes memory signature = _sign(
            GRADUATE,
            address(_university),
            keccak256(abi.encode(TypeHashes.ENROL, _of(GRADUATE), address(_university), 2, 77, enrolment.deadline))
        );
        vm.expectRevert(abi.encodeWithSelector(IOrganization.OrganizationBadSignature.selector, _of(GRADUATE)));
        vm.prank(_of(REGISTRAR));
        other.enrol(enrolment, signature);

        vm.prank(_of(REGISTRAR));
        _university.enrol(enrolment, signature);
        vm.prank(_of(GRADUATE));
        _university.leave(_of(GRADUATE), 0, _inPerson());
        vm.expectRevert(abi.encodeWithSelector(IOrganization.OrganizationNonceUsed.selector, _of(GRADUATE), 77));
        vm.prank(_of(REGISTRAR));
        _university.enrol(enrolment, signature);
    }

    /// One request, one record: the next to a holder who is not enrolled is refused.
    function test_aRequestIsUsedUpByItsRecord() public {
        IOrganization.RecordRequest memory request = IOrganization.RecordRequest({
            holder: _of(GRADUATE),
            profile: 1,
            walletIndex: 0,
            recordType: _item(1, 0, 1, 1).recordType,
            documents: "documents",
            nonce: 1,
            deadline: uint40(block.timestamp)
        });
        bytes32 message = keccak256(
            abi.encode(
                TypeHashes.REQUEST_RECORD,
                _of(GRADUATE),
                address(_university),
                request.profile,
                request.walletIndex,
                request.recordType,
                request.documents,
                1,
                request.deadline
            )
        );
        bytes memory signature = _sign(GRADUATE, address(_university), message);
        vm.prank(_of(REGISTRAR));
        _university.acceptRequest(request, signature);
        _issue(_university, _item(1, 0, 1, 1));
        vm.expectRevert(
            abi.encodeWithSelector(IOrganization.OrganizationNotEnrolled.selector, _of(GRADUATE), uint8(1))
        );
        _issue(_university, _item(1, 0, 2, 1));
        _issue(_university, _item(1, 0, 1, 2));
    }

    function _consent(bytes32 typeHash, uint256 nonce, string memory signer) private view returns (Consent memory) {
        uint40 deadline = uint40(block.timestamp);
        return Consent(deadline, _sign(signer, address(_wallet), keccak256(abi.encode(typeHash, nonce, deadline))));
    }

    function _create(uint32 index, string memory caller) private returns (address) {
        vm.prank(_of(caller));
        return wallets.create(_of(GRADUATE), 1, index, new bytes(64), _inPerson());
    }

    function _rotate(string memory from, string memory to) private {
        vm.prank(_of(from));
        dids.changeOwner(_of(from), _of(to));
    }

    function _expectBadSignature(string memory controller) private {
        vm.expectRevert(abi.encodeWithSelector(ICredentialWallet.WalletBadSignature.selector, _of(controller)));
    }
}
