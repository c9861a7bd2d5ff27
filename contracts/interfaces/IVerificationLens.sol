// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICredentialWallet} from "./ICredentialWallet.sol";
import {IOracleRegistry} from "./IOracleRegistry.sol";
import {IOrganization} from "./IOrganization.sol";
import {WalletState} from "./Types.sol";

/// @title VerificationLens: everything a verifier needs, in one call at one block.
///
/// @notice Reads only contracts of the pinned factories and never reverts for a bad input: no code, a foreign wallet, an
/// unknown record, a deactivated or destroyed wallet are states in the answer. It holds nothing and decides nothing.
/// Trust: it is code at a pinned address with a pinned hash, called at a block the reader chose; a node that lies about the
/// call's result is found out by proofs only.
/// What it does not do: judge. Verdicts are the reader's own, by the checks of the SDK.
interface IVerificationLens {
    /// @dev What a verifier asks about one presentation. `presenters` are the addresses its key binding may come from.
    struct Query {
        address issuer;
        address wallet;
        bytes32 accessKey;
        address[] presenters;
        bytes32 grantId;
    }

    /// @dev The chain's answer. `header` is all zero when there is no such record or the wallet does not answer; `key`,
    /// `atIssuance` are then too. `presenterRights` has a bit n for presenters[n]: it is an appointed sigAuth delegate.
    struct Answer {
        ICredentialWallet.Summary wallet;
        bool issuerIsOrganization;
        string issuerName;
        bytes2 issuerCountry;
        ICredentialWallet.RecordHeader header;
        IOrganization.Key key;
        IOracleRegistry.Accreditation atIssuance;
        IOracleRegistry.Standing issuer;
        ICredentialWallet.Grant grant;
        uint8 presenterRights;
    }

    /// @dev The block all answers of one call are from.
    struct Snapshot {
        uint256 chainId;
        uint256 blockNumber;
        uint256 time;
    }

    /// @dev A record with its sealed payload, as its holder reads it.
    struct SealedRecord {
        ICredentialWallet.RecordEntry entry;
        address organization;
        bytes sealedPayload;
    }

    /// @notice Answers each query. Caller: anybody.
    function read(Query[] calldata queries) external view returns (Snapshot memory snapshot, Answer[] memory answers);

    /// @notice A page of a wallet's records with their sealed payloads; empty with the state where it does not answer.
    function sealedRecords(
        address wallet,
        uint256 offset,
        uint256 limit
    ) external view returns (WalletState state, uint256 total, SealedRecord[] memory records);
}
