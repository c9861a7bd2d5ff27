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
        for (uint256 i = 0; i < queries.length; ++i) _answer(queries[i], answers[i]);
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

    function _answer(Query calldata query, Answer memory answer) private view {
        answer.issuer = registry.standingOf(query.issuer);
        answer.wallet = _summaryOf(query.wallet);
        if (organizationFactory.isOrganization(query.issuer)) {
            answer.issuerIsOrganization = true;
            answer.issuerName = IOrganization(query.issuer).name();
            answer.issuerCountry = IOrganization(query.issuer).country();
        }
        if (answer.wallet.state == WalletState.Unknown) return;
        answer.presenterRights = _rightsOf(query.presenters, answer.wallet.owner);
        answer.grant = ICredentialWallet(query.wallet).grantOf(query.grantId);
        if (answer.wallet.state != WalletState.Active || !answer.issuerIsOrganization) return;

        answer.header = ICredentialWallet(query.wallet).headerFor(query.issuer, query.accessKey);
        if (answer.header.sequence == 0) return;
        answer.key = IOrganization(query.issuer).keyAt(answer.header.keyNumber);
        answer.atIssuance = registry.accreditationAt(query.issuer, answer.header.issuedAt);
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
