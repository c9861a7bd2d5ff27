// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

/// @title SoulboundDiploma: the ERC-721/5192 token that the gas benchmark compares with. Not a part of CSCSS ME.
/// @notice One owner mints tokens that cannot move, each with the 32-byte hash of a document. Nothing says who may issue.
contract SoulboundDiploma is ERC721, Ownable {
    mapping(uint256 tokenId => bytes32 hash) public documentHash;

    event Locked(uint256 tokenId);

    error Soulbound(uint256 tokenId);

    constructor(address issuer) ERC721("Diploma", "DIP") Ownable(issuer) {}

    function issue(
        address[] calldata holders,
        uint256[] calldata tokenIds,
        bytes32[] calldata hashes
    ) external onlyOwner {
        for (uint256 i = 0; i < holders.length; ++i) {
            _mint(holders[i], tokenIds[i]);
            documentHash[tokenIds[i]] = hashes[i];
            emit Locked(tokenIds[i]);
        }
    }

    function revoke(uint256 tokenId) external onlyOwner {
        _burn(tokenId);
    }

    function locked(uint256 tokenId) external view returns (bool) {
        _requireOwned(tokenId);
        return true;
    }

    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == 0xb45a3c0e || super.supportsInterface(interfaceId);
    }

    function _update(address to, uint256 tokenId, address auth) internal override returns (address from) {
        from = super._update(to, tokenId, auth);
        if (from != address(0) && to != address(0)) revert Soulbound(tokenId);
    }
}
