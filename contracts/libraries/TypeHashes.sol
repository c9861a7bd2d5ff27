// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICouncil} from "../interfaces/ICouncil.sol";
import {IOrganization} from "../interfaces/IOrganization.sol";

/// @title TypeHashes: every EIP-712 type of CSCSS ME, and the hash of each message. The SDK has the same table.
/// @dev The domain is always name "CSCSS ME", version "1", the chain and the contract that is called.
library TypeHashes {
    string internal constant NAME = "CSCSS ME";
    string internal constant VERSION = "1";

    bytes32 internal constant DECISION = keccak256("Decision(address target,bytes data,uint256 nonce,uint40 deadline)");
    bytes32 internal constant ENROL = keccak256(
        "Enrol(address holder,address organization,uint8 profiles,uint256 nonce,uint40 deadline)"
    );
    bytes32 internal constant LEAVE = keccak256(
        "Leave(address holder,address organization,uint256 nonce,uint40 deadline)"
    );
    bytes32 internal constant WITHDRAW_CONSENT = keccak256(
        "WithdrawConsent(address holder,address organization,uint256 nonce,uint40 deadline)"
    );
    bytes32 internal constant REQUEST_RECORD = keccak256(
        "RequestRecord(address holder,address organization,uint8 profile,uint32 walletIndex,uint8 recordType,bytes32 documents,uint256 nonce,uint40 deadline)"
    );
    bytes32 internal constant WITHDRAW_REQUEST = keccak256(
        "WithdrawRequest(address holder,address organization,uint8 profile,uint32 walletIndex,uint8 recordType,uint40 until,uint256 nonce,uint40 deadline)"
    );
    bytes32 internal constant CREATE_WALLET = keccak256(
        "CreateWallet(address owner,uint8 profile,uint32 index,bytes encryptionKey,uint40 deadline)"
    );
    bytes32 internal constant BLOCK_ORGANIZATION = keccak256(
        "BlockOrganization(address organization,uint256 nonce,uint40 deadline)"
    );
    bytes32 internal constant UNBLOCK_ORGANIZATION = keccak256(
        "UnblockOrganization(address organization,uint256 nonce,uint40 deadline)"
    );
    bytes32 internal constant GRANT = keccak256(
        "Grant(bytes32 grantId,bytes32 commitment,uint40 until,uint256 nonce,uint40 deadline)"
    );
    bytes32 internal constant WITHDRAW_GRANT = keccak256(
        "WithdrawGrant(bytes32 grantId,uint256 nonce,uint40 deadline)"
    );
    bytes32 internal constant SET_ENCRYPTION_KEY = keccak256(
        "SetEncryptionKey(bytes encryptionKey,uint256 nonce,uint40 deadline)"
    );
    bytes32 internal constant DEACTIVATE = keccak256("Deactivate(uint256 nonce,uint40 deadline)");
    bytes32 internal constant REACTIVATE = keccak256("Reactivate(uint256 nonce,uint40 deadline)");
    bytes32 internal constant DESTROY = keccak256("Destroy(uint256 nonce,uint40 deadline)");

    function decision(ICouncil.Decision calldata d) internal pure returns (bytes32) {
        return keccak256(abi.encode(DECISION, d.target, keccak256(d.data), d.nonce, d.deadline));
    }

    function enrol(IOrganization.Enrolment calldata e, address organization) internal pure returns (bytes32) {
        return keccak256(abi.encode(ENROL, e.holder, organization, e.profiles, e.nonce, e.deadline));
    }

    function leave(
        address holder,
        address organization,
        uint256 nonce,
        uint40 deadline
    ) internal pure returns (bytes32) {
        return keccak256(abi.encode(LEAVE, holder, organization, nonce, deadline));
    }

    function withdrawConsent(
        address holder,
        address organization,
        uint256 nonce,
        uint40 deadline
    ) internal pure returns (bytes32) {
        return keccak256(abi.encode(WITHDRAW_CONSENT, holder, organization, nonce, deadline));
    }

    function requestRecord(
        IOrganization.RecordRequest calldata r,
        address organization
    ) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    REQUEST_RECORD,
                    r.holder,
                    organization,
                    r.profile,
                    r.walletIndex,
                    r.recordType,
                    r.documents,
                    r.nonce,
                    r.deadline
                )
            );
    }

    function withdrawRequest(
        IOrganization.RequestRef calldata r,
        address organization,
        uint256 nonce,
        uint40 deadline
    ) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    WITHDRAW_REQUEST,
                    r.holder,
                    organization,
                    r.profile,
                    r.walletIndex,
                    r.recordType,
                    r.until,
                    nonce,
                    deadline
                )
            );
    }

    function createWallet(
        address owner,
        uint8 profile,
        uint32 index,
        bytes calldata encryptionKey,
        uint40 deadline
    ) internal pure returns (bytes32) {
        return keccak256(abi.encode(CREATE_WALLET, owner, profile, index, keccak256(encryptionKey), deadline));
    }

    /// @dev A holder's act whose message is one value, the nonce and the deadline.
    function act(bytes32 typeHash, bytes32 value, uint256 nonce, uint40 deadline) internal pure returns (bytes32) {
        return keccak256(abi.encode(typeHash, value, nonce, deadline));
    }

    /// @dev A holder's act whose message is only the nonce and the deadline.
    function act(bytes32 typeHash, uint256 nonce, uint40 deadline) internal pure returns (bytes32) {
        return keccak256(abi.encode(typeHash, nonce, deadline));
    }

    function grant(
        bytes32 grantId,
        bytes32 commitment,
        uint40 until,
        uint256 nonce,
        uint40 deadline
    ) internal pure returns (bytes32) {
        return keccak256(abi.encode(GRANT, grantId, commitment, until, nonce, deadline));
    }
}
