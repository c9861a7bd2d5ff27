// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICredentialWallet} from "../../contracts/interfaces/ICredentialWallet.sol";
import {RecordStatus} from "../../contracts/interfaces/Types.sol";
import {Actors} from "./support/Actors.sol";
import {WalletHandler} from "./support/WalletHandler.sol";

/// @title What stays true of wallets, whatever organizations, holders, governance and strangers do.
contract WalletInvariantsTest is Actors {
    WalletHandler private _handler;
    uint64[2] private _lastNonce;

    function setUp() public {
        _handler = new WalletHandler();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    /// Only an accredited organization adds, to an active wallet, where it is not blocked and the holder is enrolled or it
    /// is a cross organization; sequences have no gaps; a revoked record never changes; a stranger changes nothing.
    function invariant_nothingForbiddenHappened() public view {
        _equal(bytes(_handler.broken()), "", _handler.broken());
    }

    /// Destroyed is final, and a wallet is in the state that its holder brought it to.
    function invariant_theHolderDecidesTheState() public view {
        for (uint256 w = 0; w < 2; ++w) {
            _equal(uint8(_handler.wallet(w).summary().state), uint8(_handler.stateOf(w)), "state");
        }
    }

    /// Every record of every organization is exactly what that organization made of it: nobody else's act touches it.
    function invariant_recordsAreWhatTheirIssuersMadeThem() public view {
        for (uint256 w = 0; w < 2; ++w) {
            if (!_handler.readable(w)) continue;
            for (uint256 o = 0; o < 2; ++o) {
                for (uint256 award = 0; award < _handler.AWARDS(); ++award) _compare(w, o, award);
            }
        }
    }

    /// A record that was ever added stays in the list, once.
    function invariant_theListHoldsEveryRecordOnce() public view {
        for (uint256 w = 0; w < 2; ++w) {
            ICredentialWallet wallet = _handler.wallet(w);
            uint256 added = _handler.added(w);
            _equal(wallet.summary().recordCount, added, "number of records");
            if (!_handler.readable(w)) continue;
            ICredentialWallet.RecordEntry[] memory entries = wallet.recordsFrom(0, type(uint256).max);
            _equal(entries.length, added, "length of the list");
            for (uint256 i = 0; i < entries.length; ++i) {
                _true(entries[i].sequence != 0, "an entry without its record");
                for (uint256 j = 0; j < i; ++j) {
                    bool same =
                        entries[i].recordId == entries[j].recordId &&
                            entries[i].organization == entries[j].organization;
                    _true(!same, "a record listed twice");
                }
            }
        }
    }

    /// A wallet's nonce rises by one for each act of its holder, and by nothing else.
    function invariant_noncesCountTheHoldersActs() public {
        for (uint256 w = 0; w < 2; ++w) {
            uint64 nonce = _handler.wallet(w).summary().nonce;
            _equal(nonce, _handler.acts(w), "nonce");
            _true(nonce >= _lastNonce[w], "the nonce fell");
            _lastNonce[w] = nonce;
        }
    }

    function _compare(uint256 w, uint256 o, uint256 award) private view {
        ICredentialWallet.RecordHeader memory header = _handler.wallet(w).headerFor(
            address(_handler.organization(o)),
            _handler.accessKeyOf(award)
        );
        (uint8 sequence, uint8 payloadSequence, RecordStatus status, bytes32 payloadHash) = _handler.known(w, o, award);
        _equal(header.sequence, sequence, "sequence");
        _equal(header.payloadSequence, payloadSequence, "payloadSequence");
        _equal(uint8(header.status), uint8(status), "status");
        _true(header.payloadHash == payloadHash, "payloadHash");
    }
}
