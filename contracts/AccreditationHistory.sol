// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {IOracleRegistry} from "./interfaces/IOracleRegistry.sol";
import {AccreditationStatus, Authority, WithdrawalReason} from "./interfaces/Types.sol";

/// @title AccreditationHistory: the append-only intervals of every organization, and what held at a time.
abstract contract AccreditationHistory is IOracleRegistry {
    using Checkpoints for Checkpoints.Trace160;

    /// @dev Start of interval => the interval, packed by _pack. Starts rise strictly.
    mapping(address organization => Checkpoints.Trace160 intervals) private _history;
    mapping(address organization => mapping(uint256 position => bytes32 evidence)) private _evidence;

    /// @inheritdoc IOracleRegistry
    function accreditationAt(address organization, uint40 time) external view returns (Accreditation memory found) {
        Checkpoints.Trace160 storage history = _history[organization];
        uint256 position = _positionAt(history, time);
        if (position == 0) return found;
        found = _interval(organization, position - 1);
        if (found.from == time && position > 1) {
            // Closed on the accredited side: what was issued earlier in this very second was issued in accreditation.
            Accreditation memory before = _interval(organization, position - 2);
            if (_effectiveStatus(before.status, before.until, time) == AccreditationStatus.Accredited) {
                if (found.status != AccreditationStatus.Accredited) return before;
                found.categories |= before.categories;
            }
        }
        found.status = _effectiveStatus(found.status, found.until, time);
    }

    /// @inheritdoc IOracleRegistry
    function historyOf(
        address organization,
        uint256 offset,
        uint256 limit
    ) external view returns (Accreditation[] memory page, uint256 total) {
        total = _history[organization].length();
        uint256 left = offset < total ? total - offset : 0;
        page = new Accreditation[](left < limit ? left : limit);
        for (uint256 i = 0; i < page.length; ++i) page[i] = _interval(organization, offset + i);
    }

    /// @dev Appends the interval that begins at `standing.from`, which is later than all before it.
    function _append(address organization, Standing memory standing, bytes32 evidence) internal {
        Checkpoints.Trace160 storage history = _history[organization];
        _evidence[organization][history.length()] = evidence;
        history.push(standing.from, _pack(standing));
    }

    /// @dev An accreditation or suspension whose validity has passed counts as withdrawn, without anybody's doing.
    function _effectiveStatus(
        AccreditationStatus status,
        uint40 until,
        uint40 time
    ) internal pure returns (AccreditationStatus) {
        return _hasEnded(until, time) ? AccreditationStatus.Withdrawn : status;
    }

    function _hasEnded(uint40 until, uint40 time) internal pure returns (bool) {
        return until != 0 && time > until;
    }

    /// @dev How many intervals had begun by `time`.
    function _positionAt(Checkpoints.Trace160 storage history, uint40 time) private view returns (uint256 low) {
        uint256 high = history.length();
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (history.at(uint32(middle))._key > time) high = middle;
            else low = middle + 1;
        }
    }

    function _interval(address organization, uint256 position) private view returns (Accreditation memory interval) {
        Checkpoints.Checkpoint160 memory checkpoint = _history[organization].at(uint32(position));
        uint160 packed = checkpoint._value;
        interval.status = AccreditationStatus(uint8(packed));
        interval.authority = Authority(uint8(packed >> 8));
        interval.categories = uint8(packed >> 16);
        interval.reason = WithdrawalReason(uint8(packed >> 24));
        interval.until = uint40(packed >> 32);
        interval.from = uint40(checkpoint._key);
        interval.evidence = _evidence[organization][position];
    }

    /// @dev status (8) | authority (8) | categories (8) | reason (8) | until (40), from the lowest bit.
    function _pack(Standing memory standing) private pure returns (uint160) {
        return
            uint160(uint8(standing.status)) |
            (uint160(uint8(standing.authority)) << 8) |
            (uint160(standing.categories) << 16) |
            (uint160(uint8(standing.reason)) << 24) |
            (uint160(standing.until) << 32);
    }
}
