// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";

/// @title InitializedWallet: a wallet as OpenZeppelin's guides make one. Not a part of CSCSS ME.
/// @notice A clone that is told in a second call, and in storage, what ours keeps in its code.
contract InitializedWallet is Initializable {
    address public owner;
    uint8 public profile;
    uint32 public index;

    function initialize(address owner_, uint8 profile_, uint32 index_) external initializer {
        owner = owner_;
        profile = profile_;
        index = index_;
    }
}

/// @title InitializedWalletFactory: makes them. Not a part of CSCSS ME.
contract InitializedWalletFactory {
    address public immutable implementation = address(new InitializedWallet());

    event WalletCreated(
        address indexed owner,
        address indexed wallet,
        uint8 profile,
        uint32 index,
        bytes encryptionKey
    );

    function create(
        address owner,
        uint8 profile,
        uint32 index,
        bytes calldata encryptionKey
    ) external returns (address wallet) {
        wallet = Clones.cloneDeterministic(implementation, keccak256(abi.encode(owner, profile, index)));
        emit WalletCreated(owner, wallet, profile, index, encryptionKey);
        InitializedWallet(wallet).initialize(owner, profile, index);
    }
}
