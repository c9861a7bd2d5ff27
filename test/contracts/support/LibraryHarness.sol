// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {BoundedCall} from "../../../contracts/libraries/BoundedCall.sol";
import {DataContract} from "../../../contracts/libraries/DataContract.sol";
import {SignatureCheck} from "../../../contracts/libraries/SignatureCheck.sol";
import {TypeHashes} from "../../../contracts/libraries/TypeHashes.sol";
import {Utf8} from "../../../contracts/libraries/Utf8.sol";

/// @title The internal libraries, as functions that tests can call.
contract LibraryHarness {
    function create(bytes calldata blob) external {
        DataContract.create(blob);
    }

    function addressOf(address creator, uint24 nonce) external pure returns (address) {
        return DataContract.addressOf(creator, nonce);
    }

    function read(address at, uint8 place) external view returns (bytes memory) {
        return DataContract.read(at, place);
    }

    function boundedCall(
        address target,
        uint256 gasLimit,
        uint256 maxReturn,
        bytes calldata data
    ) external returns (bool success, bytes memory result) {
        return BoundedCall.call(target, gasLimit, maxReturn, data);
    }

    function isValid(address account, bytes32 digest, bytes calldata signature) external view returns (bool) {
        return SignatureCheck.isValid(account, digest, signature);
    }

    function areTexts(bytes[] calldata texts) external pure returns (bool[] memory answers) {
        answers = new bool[](texts.length);
        for (uint256 i = 0; i < texts.length; ++i) answers[i] = Utf8.isText(texts[i]);
    }

    /// @dev Every EIP-712 type hash, by the name of its type.
    function typeHash(string calldata name) external pure returns (bytes32) {
        bytes32 wanted = keccak256(bytes(name));
        if (wanted == keccak256("Decision")) return TypeHashes.DECISION;
        if (wanted == keccak256("Enrol")) return TypeHashes.ENROL;
        if (wanted == keccak256("Leave")) return TypeHashes.LEAVE;
        if (wanted == keccak256("WithdrawConsent")) return TypeHashes.WITHDRAW_CONSENT;
        if (wanted == keccak256("RequestRecord")) return TypeHashes.REQUEST_RECORD;
        if (wanted == keccak256("WithdrawRequest")) return TypeHashes.WITHDRAW_REQUEST;
        if (wanted == keccak256("CreateWallet")) return TypeHashes.CREATE_WALLET;
        if (wanted == keccak256("BlockOrganization")) return TypeHashes.BLOCK_ORGANIZATION;
        if (wanted == keccak256("UnblockOrganization")) return TypeHashes.UNBLOCK_ORGANIZATION;
        if (wanted == keccak256("Grant")) return TypeHashes.GRANT;
        if (wanted == keccak256("WithdrawGrant")) return TypeHashes.WITHDRAW_GRANT;
        if (wanted == keccak256("SetEncryptionKey")) return TypeHashes.SET_ENCRYPTION_KEY;
        if (wanted == keccak256("Deactivate")) return TypeHashes.DEACTIVATE;
        if (wanted == keccak256("Reactivate")) return TypeHashes.REACTIVATE;
        if (wanted == keccak256("Destroy")) return TypeHashes.DESTROY;
        return 0;
    }
}
