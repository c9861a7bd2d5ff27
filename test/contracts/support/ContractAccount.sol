// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title A contract account (ERC-1271) that answers, or attacks whoever asks.
contract ContractAccount {
    enum Manner {
        Agrees,
        Refuses,
        AnswersShort,
        ReturnsABomb,
        BurnsAllGas,
        Reverts
    }

    bytes4 private constant MAGIC = 0x1626ba7e;

    Manner private immutable _manner;

    error ContractAccountReverts();

    constructor(Manner manner) {
        _manner = manner;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        if (_manner == Manner.Agrees) return MAGIC;
        if (_manner == Manner.Refuses) return 0xffffffff;
        if (_manner == Manner.AnswersShort) {
            assembly ("memory-safe") {
                mstore(0, shl(224, 0x1626ba7e))
                return(0, 4)
            }
        }
        if (_manner == Manner.ReturnsABomb) {
            assembly {
                return(0, 1000000)
            }
        }
        if (_manner == Manner.BurnsAllGas) {
            assembly {
                invalid()
            }
        }
        revert ContractAccountReverts();
    }
}
