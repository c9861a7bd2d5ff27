// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title Utf8: whether bytes are text that every reader can show.
library Utf8 {
    /// @dev Well-formed UTF-8 (RFC 3629: shortest form, no surrogates, nothing above U+10FFFF) without control characters and
    /// without what breaks lines or, by an embedding, override or isolate, turns the text around it.
    function isText(bytes memory text) internal pure returns (bool) {
        uint256 i = 0;
        while (i < text.length) {
            (uint256 size, uint8 low, uint8 high) = _form(uint8(text[i]));
            if (size == 0 || i + size > text.length) return false;
            if (size > 1 && !_isBetween(text[i + 1], low, high)) return false;
            for (uint256 j = 2; j < size; ++j) if (!_isBetween(text[i + j], 0x80, 0xbf)) return false;
            if (text[i] == 0xe2 && _rearranges(text[i + 1], text[i + 2])) return false;
            i += size;
        }
        return true;
    }

    /// @dev For a character's first byte: how many bytes it has (0: none begins so) and what its second may be.
    function _form(uint8 first) private pure returns (uint256 size, uint8 low, uint8 high) {
        if (first < 0x20 || first == 0x7f) return (0, 0, 0);
        if (first < 0x80) return (1, 0, 0);
        if (first < 0xc2) return (0, 0, 0);
        // From U+00A0: before it are the control characters of C1.
        if (first == 0xc2) return (2, 0xa0, 0xbf);
        if (first < 0xe0) return (2, 0x80, 0xbf);
        if (first == 0xe0) return (3, 0xa0, 0xbf);
        if (first == 0xed) return (3, 0x80, 0x9f);
        if (first < 0xf0) return (3, 0x80, 0xbf);
        if (first == 0xf0) return (4, 0x90, 0xbf);
        if (first < 0xf4) return (4, 0x80, 0xbf);
        if (first == 0xf4) return (4, 0x80, 0x8f);
        return (0, 0, 0);
    }

    /// @dev U+2028 to U+202E (separators, embeddings, overrides) and U+2066 to U+2069 (isolates), by what follows 0xe2.
    function _rearranges(bytes1 second, bytes1 third) private pure returns (bool) {
        return (second == 0x80 && _isBetween(third, 0xa8, 0xae)) || (second == 0x81 && _isBetween(third, 0xa6, 0xa9));
    }

    function _isBetween(bytes1 value, uint8 low, uint8 high) private pure returns (bool) {
        return uint8(value) >= low && uint8(value) <= high;
    }
}
