// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICredentialWallet} from "../../../contracts/interfaces/ICredentialWallet.sol";
import {IOrganization} from "../../../contracts/interfaces/IOrganization.sol";
import {
    Authority,
    Category,
    Consent,
    RecordStatus,
    RecordType,
    StatusReason,
    WalletState
} from "../../../contracts/interfaces/Types.sol";
import {TypeHashes} from "../../../contracts/libraries/TypeHashes.sol";
import {Organization} from "../../../contracts/organization/Organization.sol";
import {System} from "./System.sol";
import {Vm} from "./Vm.sol";

/// @title Does at random what organizations, holder, governance and strangers may do to two wallets, and keeps its own
/// account of what should be true.
contract WalletHandler is System {
    /// @dev What the account says of one record.
    struct Known {
        uint8 sequence;
        uint8 payloadSequence;
        RecordStatus status;
        bytes32 payloadHash;
    }

    uint256 public constant AWARDS = 2;
    string private constant NEW_KEY = "the graduate's new key";

    ICredentialWallet[2] public wallet;
    Organization[2] public organization;
    mapping(uint256 wallet => mapping(uint256 organization => mapping(uint256 award => Known))) public known;
    mapping(uint256 wallet => uint256) public added;
    mapping(uint256 wallet => uint64) public acts;
    mapping(uint256 wallet => bool) public destroyed;
    mapping(uint256 wallet => mapping(uint256 organization => bool)) public blocked;
    bool[2] public suspended;
    bool public enrolled;
    /// @notice What must never happen, in words; empty while it has not.
    string public broken;

    mapping(uint256 wallet => bool) private _deactivated;
    /// @dev The name of whoever controls the graduate's identity.
    string private _controller = GRADUATE;

    constructor() {
        _deploySystem();
        organization[0] = _accredited("University", Authority.Direct);
        organization[1] = _accredited("Recognition body", Authority.Cross);
        wallet[0] = _newWallet(GRADUATE, 1, 0);
        wallet[1] = _newWallet(GRADUATE, 2, 7);
        _enrol(organization[0], GRADUATE);
        enrolled = true;
        vm.recordLogs();
    }

    function addPayload(uint256 w, uint256 o, uint256 award, uint256 sequenceSeed) external {
        (w, o, award) = (w % 2, o % 2, award % AWARDS);
        Known storage record = known[w][o][award];
        // Mostly the next sequence, sometimes any.
        uint8 sequence = sequenceSeed % 4 == 0 ? uint8(sequenceSeed >> 8) : record.sequence + 1;
        IOrganization.Item memory item = _item(w == 0 ? 1 : 2, w == 0 ? 0 : 7, award, sequence);
        item.payloadHash = keccak256(abi.encode(sequenceSeed));
        bytes memory data = abi.encodeCall(
            IOrganization.issue,
            (1, Category.HigherEducation, SIGNING_KEY, item, _blobFor(item.record.profile))
        );
        if (!_call(_of(ISSUER), address(organization[o]), data)) return;

        _expect(!destroyed[w], "a destroyed wallet took a payload");
        _expect(!_deactivated[w], "a deactivated wallet took a payload");
        _expect(!suspended[o], "a suspended organization wrote a payload");
        _expect(sequence == record.sequence + 1, "a sequence was skipped, repeated or lowered");
        _expect(record.status != RecordStatus.Revoked, "a revoked record was amended");
        if (sequence == 1) {
            _expect(!blocked[w][o], "a blocked organization issued");
            _expect(o == 1 || enrolled, "a direct organization issued to a stranger");
            record.status = RecordStatus.Active;
            ++added[w];
        }
        record.sequence = sequence;
        record.payloadSequence = sequence;
        record.payloadHash = item.payloadHash;
        _expectSequence(ICredentialWallet.RecordAdded.selector, address(wallet[w]), sequence);
    }

    function changeStatus(uint256 w, uint256 o, uint256 award, uint256 kind) external {
        (w, o, award) = (w % 2, o % 2, award % AWARDS);
        // Revoking ends a record's story, so it is the rarest.
        RecordStatus to = [RecordStatus.Suspended, RecordStatus.Active, RecordStatus.Suspended, RecordStatus.Revoked][
            kind % 4
        ];
        Known storage record = known[w][o][award];
        IOrganization.RecordRef memory ref = _item(w == 0 ? 1 : 2, w == 0 ? 0 : 7, award, 1).record;
        bytes4 selector =
            to == RecordStatus.Revoked
                ? IOrganization.revoke.selector
                : to == RecordStatus.Suspended
                    ? IOrganization.suspend.selector
                    : IOrganization.reinstate.selector;
        bytes memory data = abi.encodeWithSelector(selector, ref, StatusReason.Unspecified);
        if (!_call(_of(ISSUER), address(organization[o]), data)) return;

        _expect(!destroyed[w], "a destroyed wallet changed a status");
        _expect(record.sequence != 0, "a record that does not exist changed its status");
        _expect(record.status != RecordStatus.Revoked, "a revoked record changed its status");
        _expect(record.status != to, "a status was set twice");
        _expect(to == RecordStatus.Suspended || !suspended[o], "a suspended organization revoked or reinstated");
        record.status = to;
        ++record.sequence;
        _expectSequence(ICredentialWallet.RecordStatusChanged.selector, address(wallet[w]), record.sequence);
    }

    /// @notice The holder acts, in person or through the relayer.
    function act(uint256 w, uint256 o, uint256 kind, bool relayed) external {
        (w, o) = (w % 2, o % 2);
        // Destroying ends a wallet's story, so it is the rarest.
        kind = kind % 40 == 0 ? 4 : (kind / 40) % 4;
        bytes32[5] memory typeHashes = [
            TypeHashes.BLOCK_ORGANIZATION,
            TypeHashes.UNBLOCK_ORGANIZATION,
            TypeHashes.DEACTIVATE,
            TypeHashes.REACTIVATE,
            TypeHashes.DESTROY
        ];
        uint40 deadline = uint40(block.timestamp);
        bytes memory message =
            kind < 2
                ? abi.encode(typeHashes[kind], address(organization[o]), acts[w], deadline)
                : abi.encode(typeHashes[kind], acts[w], deadline);
        Consent memory consent =
            relayed ? Consent(deadline, _sign(_controller, address(wallet[w]), keccak256(message))) : _inPerson();
        address caller = _of(relayed ? RELAYER : _controller);
        if (!_call(caller, address(wallet[w]), _actCall(kind, address(organization[o]), consent))) return;

        _expect(!destroyed[w], "the holder of a destroyed wallet acted");
        ++acts[w];
        if (kind < 2) blocked[w][o] = kind == 0;
        else if (kind < 4) _deactivated[w] = kind == 2;
        else destroyed[w] = true;
    }

    /// @notice Whoever does not control the identity tries to act, with an empty or a foreign signature, an old nonce,
    /// or by calling a wallet as if it were an organization.
    function trespass(uint256 w, uint256 kind, uint256 who, bool signed) external {
        w = w % 2;
        string memory name = [MALLORY, EMPLOYER, ISSUER, GOVERNOR][who % 4];
        uint40 deadline = uint40(block.timestamp);
        bytes memory message = abi.encode(TypeHashes.DESTROY, acts[w], deadline);
        string memory signer = name;
        if (who % 3 == 0) {
            // The right signer, but for a nonce that was used up or has not come.
            signer = _controller;
            message = abi.encode(TypeHashes.DESTROY, acts[w] == 0 ? 1 : acts[w] - 1, deadline);
        }
        Consent memory consent =
            signed ? Consent(deadline, _sign(signer, address(wallet[w]), keccak256(message))) : _inPerson();
        bytes memory data =
            kind % 8 < 5
                ? _actCall(kind % 8, address(organization[0]), consent)
                : kind % 8 == 5
                    ? abi.encodeCall(ICredentialWallet.revokeRecord, (_recordId(0), StatusReason.Unspecified))
                    : kind % 8 == 6
                        ? abi.encodeCall(ICredentialWallet.suspendRecord, (_recordId(0), StatusReason.Unspecified))
                        : abi.encodeCall(ICredentialWallet.addPayload, (_foreignPayload()));
        _expect(!_call(_of(name), address(wallet[w]), data), "a stranger changed a wallet");
    }

    function erase(uint256 w, uint32 limit) external {
        w = w % 2;
        bool success = _call(_of(MALLORY), address(wallet[w]), abi.encodeCall(ICredentialWallet.erase, (limit)));
        _expect(success == destroyed[w], "erasing is for destroyed wallets, and never refused there");
    }

    /// @notice The guardian suspends an organization, the governor lifts it.
    function govern(uint256 o) external {
        o = o % 2;
        _pass(1);
        vm.prank(_of(suspended[o] ? GOVERNOR : GUARDIAN));
        if (suspended[o]) registry.reinstate(address(organization[o]), 0);
        else registry.suspend(address(organization[o]), 0);
        suspended[o] = !suspended[o];
    }

    /// @notice The graduate leaves the university, or enrols again.
    function enrolOrLeave() external {
        if (!enrolled) {
            if (keccak256(bytes(_controller)) != keccak256(bytes(GRADUATE))) return;
            _enrol(organization[0], GRADUATE);
        } else {
            vm.prank(_of(_controller));
            organization[0].leave(_of(GRADUATE), 0, _inPerson());
        }
        enrolled = !enrolled;
    }

    /// @notice The graduate's identity gets another key, once: from then on the wallets obey only that.
    function rotateKey(uint256 seed) external {
        if (seed % 10 != 0 || keccak256(bytes(_controller)) != keccak256(bytes(GRADUATE))) return;
        vm.prank(_of(GRADUATE));
        dids.changeOwner(_of(GRADUATE), _of(NEW_KEY));
        _controller = NEW_KEY;
    }

    function readable(uint256 w) external view returns (bool) {
        return !destroyed[w] && !_deactivated[w];
    }

    function stateOf(uint256 w) external view returns (WalletState) {
        if (destroyed[w]) return WalletState.Destroyed;
        return _deactivated[w] ? WalletState.Deactivated : WalletState.Active;
    }

    function accessKeyOf(uint256 award) external pure returns (bytes32) {
        return _accessKey(award);
    }

    function _call(address caller, address target, bytes memory data) private returns (bool success) {
        vm.getRecordedLogs();
        vm.prank(caller);
        (success, ) = target.call(data);
    }

    /// @dev The wallet's own event told the sequence that the account arrived at.
    function _expectSequence(bytes32 selector, address emitter, uint8 sequence) private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter != emitter || logs[i].topics[0] != selector) continue;
            _expect(uint8(uint256(bytes32(logs[i].data))) == sequence, "an event told another sequence");
            return;
        }
        broken = "a change without its event";
    }

    function _expect(bool condition, string memory what) private {
        if (!condition) broken = what;
    }

    function _actCall(uint256 kind, address body, Consent memory consent) private pure returns (bytes memory) {
        if (kind == 0) return abi.encodeCall(ICredentialWallet.blockOrganization, (body, consent));
        if (kind == 1) return abi.encodeCall(ICredentialWallet.unblockOrganization, (body, consent));
        if (kind == 2) return abi.encodeCall(ICredentialWallet.deactivate, (consent));
        if (kind == 3) return abi.encodeCall(ICredentialWallet.reactivate, (consent));
        return abi.encodeCall(ICredentialWallet.destroy, (consent));
    }

    function _foreignPayload() private pure returns (ICredentialWallet.NewPayload memory payload) {
        payload.recordId = _recordId(0);
        payload.sequence = 1;
        payload.category = Category.HigherEducation;
        payload.recordType = RecordType.Degree;
        payload.payloadHash = keccak256("forged");
    }
}
