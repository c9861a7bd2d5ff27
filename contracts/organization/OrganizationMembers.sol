// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IOrganization} from "../interfaces/IOrganization.sol";
import {Consent, RecordType} from "../interfaces/Types.sol";
import {SignatureCheck} from "../libraries/SignatureCheck.sol";
import {TypeHashes} from "../libraries/TypeHashes.sol";
import {OrganizationKeys} from "./OrganizationKeys.sol";

/// @title OrganizationMembers: who agreed to receive records from this organization.
abstract contract OrganizationMembers is OrganizationKeys, EIP712 {
    /// @dev Bits 1 to 3: one for each profile.
    uint8 private constant ALL_PROFILES = 0x0e;

    /// @inheritdoc IOrganization
    mapping(address holder => uint8 profiles) public enrolledProfiles;
    /// @inheritdoc IOrganization
    mapping(address holder => mapping(RecordType recordType => bool requested)) public isRequested;
    /// @inheritdoc IOrganization
    mapping(address holder => mapping(uint256 nonce => bool used)) public isNonceUsed;

    constructor() EIP712(TypeHashes.NAME, TypeHashes.VERSION) {}

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
        address controller = didRegistry.identityOwner(holder);
        if (consent.signature.length != 0 || msg.sender != controller) {
            bytes32 message = TypeHashes.leave(holder, address(this), nonce, consent.deadline);
            _requireSigned(holder, nonce, consent.deadline, message, consent.signature);
        }
        _end(holder, controller);
    }

    /// @inheritdoc IOrganization
    function acceptRequest(RecordRequest calldata request, bytes calldata signature) external onlyRole(REGISTRAR_ROLE) {
        if (request.recordType == RecordType.None) revert OrganizationBadRecordType(request.recordType);
        bytes32 message = TypeHashes.requestRecord(request, address(this));
        _requireSigned(request.holder, request.nonce, request.deadline, message, signature);
        isRequested[request.holder][request.recordType] = true;
        emit RequestAccepted(request.holder, request.recordType, request.documents, msg.sender);
    }

    /// @dev A request is used up by the record that answers it.
    function _useRequest(address holder, RecordType recordType) internal {
        delete isRequested[holder][recordType];
    }

    function _isEnrolled(address holder, uint8 profile) internal view returns (bool) {
        return (enrolledProfiles[holder] >> profile) & 1 == 1;
    }

    function _end(address holder, address by) private {
        if (enrolledProfiles[holder] == 0) revert OrganizationNotEnrolled(holder, 0);
        delete enrolledProfiles[holder];
        emit HolderLeft(holder, by);
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
        if (isNonceUsed[holder][nonce]) revert OrganizationNonceUsed(holder, nonce);
        isNonceUsed[holder][nonce] = true;
        address controller = didRegistry.identityOwner(holder);
        if (!SignatureCheck.isValid(controller, _hashTypedDataV4(message), signature)) {
            revert OrganizationBadSignature(holder);
        }
    }
}
