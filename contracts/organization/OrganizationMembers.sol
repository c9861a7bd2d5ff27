// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IOrganization} from "../interfaces/IOrganization.sol";
import {IWalletFactory} from "../interfaces/IWalletFactory.sol";
import {Consent, RecordType} from "../interfaces/Types.sol";
import {SignatureCheck} from "../libraries/SignatureCheck.sol";
import {TypeHashes} from "../libraries/TypeHashes.sol";
import {OrganizationServices} from "./OrganizationServices.sol";

/// @title OrganizationMembers: who agreed to receive records from this organization.
abstract contract OrganizationMembers is OrganizationServices, EIP712 {
    /// @dev Bits 1 to 3: one for each profile.
    uint8 private constant ALL_PROFILES = 0x0e;

    /// @inheritdoc IOrganization
    mapping(address holder => uint8 profiles) public enrolledProfiles;
    /// @inheritdoc IOrganization
    mapping(address holder => mapping(uint256 nonce => bool used)) public isNonceUsed;
    /// @dev By _requestKey: until when the holder wants that record.
    mapping(uint256 request => uint40 until) private _requests;

    IWalletFactory public immutable walletFactory;

    constructor(IWalletFactory walletFactory_) EIP712(TypeHashes.NAME, TypeHashes.VERSION) {
        walletFactory = walletFactory_;
    }

    /// @inheritdoc IOrganization
    function enrol(Enrolment calldata enrolment, bytes calldata signature) external onlyRole(REGISTRAR_ROLE) {
        if (enrolment.profiles == 0 || enrolment.profiles & ~ALL_PROFILES != 0) {
            revert OrganizationBadProfiles(enrolment.profiles);
        }
        bytes32 message = TypeHashes.enrol(enrolment, address(this));
        _requireSigned(enrolment.holder, enrolment.nonce, enrolment.deadline, message, signature);
        enrolledProfiles[enrolment.holder] = enrolment.profiles;
        emit HolderEnrolled(enrolment.holder, enrolment.profiles, msg.sender);
    }

    /// @inheritdoc IOrganization
    function endEnrolment(address holder) external onlyRole(REGISTRAR_ROLE) {
        _end(holder, msg.sender);
    }

    /// @inheritdoc IOrganization
    function leave(address holder, uint256 nonce, Consent calldata consent) external {
        bytes32 message = TypeHashes.leave(holder, address(this), nonce, consent.deadline);
        (address controller, ) = _requireHolder(holder, nonce, consent, message);
        _end(holder, controller);
    }

    /// @inheritdoc IOrganization
    function withdrawConsent(address holder, uint256 nonce, Consent calldata consent) external {
        bytes32 message = TypeHashes.withdrawConsent(holder, address(this), nonce, consent.deadline);
        (, bool signed) = _requireHolder(holder, nonce, consent, message);
        if (!signed) _useNonce(holder, nonce);
        emit ConsentWithdrawn(holder, nonce, msg.sender);
    }

    /// @inheritdoc IOrganization
    function acceptRequest(RecordRequest calldata request, bytes calldata signature) external onlyRole(REGISTRAR_ROLE) {
        if (request.recordType == RecordType.None) revert OrganizationBadRecordType(request.recordType);
        bytes32 message = TypeHashes.requestRecord(request, address(this));
        _requireSigned(request.holder, request.nonce, request.deadline, message, signature);
        uint256 key = _requestKey(request.holder, request.profile, request.walletIndex, request.recordType);
        _requests[key] = request.deadline;
        emit RequestAccepted(
            request.holder,
            request.recordType,
            request.profile,
            request.walletIndex,
            request.documents,
            request.deadline,
            msg.sender
        );
    }

    /// @inheritdoc IOrganization
    function withdrawRequest(RequestRef calldata request, uint256 nonce, Consent calldata consent) external {
        bytes32 message = TypeHashes.withdrawRequest(request, address(this), nonce, consent.deadline);
        _requireHolder(request.holder, nonce, consent, message);
        uint256 key = _requestKey(request.holder, request.profile, request.walletIndex, request.recordType);
        // Another request for the same may have been accepted since.
        if (request.until == 0 || _requests[key] != request.until) {
            revert OrganizationRequestUnknown(request.holder, request.until);
        }
        delete _requests[key];
        emit RequestWithdrawn(request.holder, request.recordType, request.profile, request.walletIndex, msg.sender);
    }

    /// @inheritdoc IOrganization
    function requestedUntil(
        address holder,
        uint8 profile,
        uint32 walletIndex,
        RecordType recordType
    ) external view returns (uint40) {
        return _requests[_requestKey(holder, profile, walletIndex, recordType)];
    }

    function _isRequested(uint256 request) internal view returns (bool) {
        return _requests[request] >= block.timestamp;
    }

    /// @dev A request is used up by the record that answers it.
    function _useRequest(uint256 request) internal {
        delete _requests[request];
    }

    function _isEnrolled(address holder, uint8 profile) internal view returns (bool) {
        return (enrolledProfiles[holder] >> profile) & 1 == 1;
    }

    function _end(address holder, address by) private {
        if (enrolledProfiles[holder] == 0) revert OrganizationNotEnrolled(holder, 0);
        delete enrolledProfiles[holder];
        emit HolderLeft(holder, by);
    }

    /// @dev Lets pass the holder's controller in person, and anybody with its signature, whose nonce is used up.
    function _requireHolder(
        address holder,
        uint256 nonce,
        Consent calldata consent,
        bytes32 message
    ) private returns (address controller, bool signed) {
        controller = _controllerOf(holder);
        // A contract account may agree to a message without a signature.
        signed = consent.signature.length != 0 || msg.sender != controller;
        if (signed) _requireSigned(holder, nonce, consent.deadline, message, consent.signature);
    }

    /// @dev Checks the deadline, uses up the nonce for good and checks the controller's signature.
    function _requireSigned(
        address holder,
        uint256 nonce,
        uint40 deadline,
        bytes32 message,
        bytes calldata signature
    ) private {
        if (block.timestamp > deadline) revert OrganizationExpired(deadline);
        _useNonce(holder, nonce);
        if (!SignatureCheck.isValid(_controllerOf(holder), _hashTypedDataV4(message), signature)) {
            revert OrganizationBadSignature(holder);
        }
    }

    function _useNonce(address holder, uint256 nonce) private {
        if (isNonceUsed[holder][nonce]) revert OrganizationNonceUsed(holder, nonce);
        isNonceUsed[holder][nonce] = true;
    }

    /// @dev Who acts for the holder. Looking notes it, so that a key rotated away never acts here again.
    function _controllerOf(address holder) private returns (address controller) {
        controller = walletFactory.noteController(holder);
        if (controller == address(0)) revert OrganizationControllerLost(holder);
    }

    /// @dev holder (160) | profile (8) | wallet index (32) | record type (8), from the lowest bit.
    function _requestKey(
        address holder,
        uint8 profile,
        uint32 walletIndex,
        RecordType recordType
    ) internal pure returns (uint256) {
        return
            uint256(uint160(holder)) |
            (uint256(profile) << 160) |
            (uint256(walletIndex) << 168) |
            (uint256(uint8(recordType)) << 200);
    }
}
