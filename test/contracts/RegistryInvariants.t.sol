// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IOracleRegistry} from "../../contracts/interfaces/IOracleRegistry.sol";
import {AccreditationStatus, Category} from "../../contracts/interfaces/Types.sol";
import {Actors} from "./support/Actors.sol";
import {RegistryHandler} from "./support/RegistryHandler.sol";

/// @title What stays true of the registry, whatever governance and organizations do.
contract RegistryInvariantsTest is Actors {
    RegistryHandler private _handler;
    IOracleRegistry private _registry;

    function setUp() public {
        _handler = new RegistryHandler();
        _registry = _handler.theRegistry();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    /// History is sorted and gapless: each interval begins at the time of the change that made it, none is missing and
    /// none is rewritten.
    function invariant_historyIsWhatHappened() public view {
        for (uint256 i = 0; i < 2; ++i) {
            address organization = address(_handler.organizationsUnderTest(i));
            (IOracleRegistry.Accreditation[] memory history, uint256 total) = _registry.historyOf(
                organization,
                0,
                1000
            );
            _equal(history.length, total, "length of the page");
            uint40 previous;
            for (uint256 j = 0; j < total; ++j) {
                _true(history[j].from > previous, "starts rise strictly");
                _equal(history[j].from, _handler.changedAt(organization, j), "start of an interval");
                previous = history[j].from;
            }
        }
    }

    /// What was answered about a past time is answered for ever.
    function invariant_thePastNeverChanges() public view {
        uint256 count = _handler.answeredCount();
        for (uint256 i = 0; i < count; ++i) {
            (address organization, uint40 time, bytes32 accreditation) = _handler.answered(i);
            bytes32 now_ = keccak256(abi.encode(_registry.accreditationAt(organization, time)));
            _true(now_ == accreditation, "another answer about a past time");
        }
    }

    /// What an organization was free to issue at a time verifies for ever: it was accredited for it at that time.
    function invariant_whatMayBeIssuedVerifies() public view {
        uint256 count = _handler.issuableCount();
        for (uint256 i = 0; i < count; ++i) {
            (address organization, uint40 time, Category category) = _handler.issuable(i);
            IOracleRegistry.Accreditation memory then = _registry.accreditationAt(organization, time);
            _equal(uint8(then.status), uint8(AccreditationStatus.Accredited), "status at issuance");
            _true((then.categories >> uint8(category)) & 1 == 1, "category at issuance");
        }
    }

    /// Nobody but the holder of a role does what the role is for.
    function invariant_strangersChangeNothing() public view {
        _true(!_handler.strangerSucceeded(), "a stranger changed an accreditation");
    }
}
