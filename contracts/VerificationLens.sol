// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICredentialWallet} from "./interfaces/ICredentialWallet.sol";
import {IEthereumDIDRegistry} from "./interfaces/IEthereumDIDRegistry.sol";
import {IOracleRegistry} from "./interfaces/IOracleRegistry.sol";
import {IOrganization} from "./interfaces/IOrganization.sol";
import {IOrganizationFactory} from "./interfaces/IOrganizationFactory.sol";
import {IVerificationLens} from "./interfaces/IVerificationLens.sol";
import {IWalletFactory} from "./interfaces/IWalletFactory.sol";
import {WalletState} from "./interfaces/Types.sol";
import {DataContract} from "./libraries/DataContract.sol";

/// @title VerificationLens. What it promises stands in IVerificationLens.
contract VerificationLens is IVerificationLens {
    bytes32 private constant SIG_AUTH = "sigAuth";
    /// @dev One bit of presenterRights each.
    uint256 private constant MAX_PRESENTERS = 8;

    IOracleRegistry public immutable registry;
    IOrganizationFactory public immutable organizationFactory;
    IWalletFactory public immutable walletFactory;
    IEthereumDIDRegistry public immutable didRegistry;

    constructor(
        IOracleRegistry registry_,
        IOrganizationFactory organizationFactory_,
        IWalletFactory walletFactory_,
        IEthereumDIDRegistry didRegistry_
    ) {
        registry = registry_;
        organizationFactory = organizationFactory_;
        walletFactory = walletFactory_;
        didRegistry = didRegistry_;
    }

    /// @inheritdoc IVerificationLens
    function read(Query[] calldata queries) external view returns (Snapshot memory snapshot, Answer[] memory answers) {
        snapshot = Snapshot({chainId: block.chainid, blockNumber: block.number, time: block.timestamp});
        answers = new Answer[](queries.length);
        for (uint256 i = 0; i < queries.length; ++i) {
            Answer memory answer = answers[i];
            // Whoever verifies many asks about one issuer many times: what was read for the query before is referred to.
            bool again = i != 0 && queries[i].issuer == queries[i - 1].issuer;
            if (again) _repeatIssuer(answers[i - 1], answer);
            else _readIssuer(queries[i].issuer, answer);
            if (_readRecord(queries[i], answer))
                _readIssuance(queries[i].issuer, answer, again, answers[again ? i - 1 : i]);
        }
    }

    /// @inheritdoc IVerificationLens
    function sealedRecords(
        address wallet,
        uint256 offset,
        uint256 limit
    ) external view returns (WalletState state, uint256 total, SealedRecord[] memory records) {
        ICredentialWallet.Summary memory summary = _summaryOf(wallet);
        state = summary.state;
        if (state != WalletState.Active) return (state, 0, records);
        total = summary.recordCount;
        ICredentialWallet.RecordEntry[] memory entries = ICredentialWallet(wallet).recordsFrom(offset, limit);
        records = new SealedRecord[](entries.length);
        for (uint256 i = 0; i < entries.length; ++i) {
            records[i].entry = entries[i];
            records[i].organization = registry.organizationOf(entries[i].organization);
            if (entries[i].data != 0) {
                address at = DataContract.addressOf(records[i].organization, entries[i].data);
                records[i].sealedPayload = DataContract.read(at, entries[i].place);
            }
        }
    }

    function _readIssuer(address issuer, Answer memory answer) private view {
        answer.issuer = registry.standingOf(issuer);
        if (!organizationFactory.isOrganization(issuer)) return;
        answer.issuerIsOrganization = true;
        answer.issuerName = IOrganization(issuer).name();
        answer.issuerCountry = IOrganization(issuer).country();
    }

    function _repeatIssuer(Answer memory before, Answer memory answer) private pure {
        answer.issuer = before.issuer;
        answer.issuerIsOrganization = before.issuerIsOrganization;
        answer.issuerName = before.issuerName;
        answer.issuerCountry = before.issuerCountry;
    }

    /// @return found whether there is a record that a known organization may have issued.
    function _readRecord(Query calldata query, Answer memory answer) private view returns (bool found) {
        answer.wallet = _summaryOf(query.wallet);
        if (answer.wallet.state == WalletState.Unknown) return false;
        answer.presenterRights = _rightsOf(query.presenters, answer.wallet.owner);
        answer.grant = ICredentialWallet(query.wallet).grantOf(query.grantId);
        if (answer.wallet.state != WalletState.Active || !answer.issuerIsOrganization) return false;
        answer.header = ICredentialWallet(query.wallet).headerFor(query.issuer, query.accessKey);
        return answer.header.sequence != 0;
    }

    /// @param again whether `before` has the same issuer; what it says of the same key or second is the same.
    function _readIssuance(address issuer, Answer memory answer, bool again, Answer memory before) private view {
        uint16 keyNumber = answer.header.keyNumber;
        uint40 issuedAt = answer.header.issuedAt;
        bool known = again && before.header.sequence != 0;
        answer.key =
            known && before.header.keyNumber == keyNumber ? before.key : IOrganization(issuer).keyAt(keyNumber);
        answer.atIssuance =
            known && before.header.issuedAt == issuedAt
                ? before.atIssuance
                : registry.accreditationAt(issuer, issuedAt);
    }

    /// @dev Calls the wallet only when the pinned factory made it.
    function _summaryOf(address wallet) private view returns (ICredentialWallet.Summary memory summary) {
        (bool isWallet, , , ) = walletFactory.identify(wallet);
        if (isWallet) return ICredentialWallet(wallet).summary();
    }

    function _rightsOf(address[] calldata presenters, address owner) private view returns (uint8 rights) {
        uint256 count = presenters.length < MAX_PRESENTERS ? presenters.length : MAX_PRESENTERS;
        for (uint256 i = 0; i < count; ++i) {
            if (didRegistry.validDelegate(owner, SIG_AUTH, presenters[i])) rights |= uint8(1 << i);
        }
    }
}
