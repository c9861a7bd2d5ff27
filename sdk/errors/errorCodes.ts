/**
 * Every error code of CSCSS ME: why it comes, and how to solve it. One line a code, in the order of the alphabet;
 * the error page in docs/ is made from this table.
 *
 * @example
 * ERROR_CODES.ERR_AUDIENCE.solve; // "Ask the holder for one that is made for you."
 */
export const ERROR_CODES = {
  ERR_ARGUMENT: {
    why: "A function was called with a value it cannot take.",
    solve: "The message names the value and what is expected.",
  },
  ERR_AUDIENCE: {
    why: "The presentation was made for another audience than the one verifying it.",
    solve: "Ask the holder for one that is made for you.",
  },
  ERR_BUILD: {
    why: "A contract was compiled, but no types can be made from it.",
    solve: "Change the contract as the message says, then run npm run build.",
  },
  ERR_BUNDLE: {
    why: "A file that should be a bundle for verifying offline is not one.",
    solve: "Ask for it again; it is exported with exportBundle.",
  },
  ERR_BUSY: {
    why: "Another run of this command is at work on the same files, or a process that was left over is.",
    solve: "Wait for it, or end the process that the message names.",
  },
  ERR_CANCELLED: {
    why: "A person was asked, and said no.",
    solve: "Nothing was sent. Run it again to go on.",
  },
  ERR_CATEGORY: {
    why: "A record type is not issued in the category that was named.",
    solve: "Name one of the categories in the message.",
  },
  ERR_CHAIN: {
    why: "The credential belongs to another chain than the one it was checked on.",
    solve: "Check it with the network file of its own chain, if you trust that chain.",
  },
  ERR_CLAIMS: {
    why: "Claims do not fit the schema of their record type.",
    solve: "The message names the path, what was found and what is expected.",
  },
  ERR_CLAIM_FILE: {
    why: "A record opens only with the claim file its issuer handed out, and it was not given or has another form.",
    solve: "Give the claim file, or ask the issuer for it again.",
  },
  ERR_CLAIM_LINK: {
    why: "A claim link has another form, is of another chain or organization, or has been replaced by a newer one.",
    solve: "Use the link exactly as the organization sent it, or ask for a new one.",
  },
  ERR_CLAIM_UNKNOWN: {
    why: "A claim was asked for that the credential does not have.",
    solve: "Choose among the claims in the message.",
  },
  ERR_COLUMNS: {
    why: "A file that says how columns are to be read has another form, or names a column that does not exist.",
    solve: "The message names the place; the columns stand in docs/INPUTS.md.",
  },
  ERR_CONSENT: {
    why: "A holder's consent has another form, or its parts contradict each other.",
    solve: "Ask the holder to make it again: cscss claim with the link you sent, or cscss wallet consent.",
  },
  ERR_CONTROLLER: {
    why: "The account does not act for the owner named, or cannot be given that right.",
    solve: "Use the account that ERC-1056 names as the owner's controller; the message names it.",
  },
  ERR_CREDENTIAL: {
    why: "A token is well formed, but is not a credential this system would issue, or contradicts itself.",
    solve: "Use the credential exactly as it was issued.",
  },
  ERR_CSV: {
    why: "A file of awards has rows that cannot be issued.",
    solve: "Correct the rows that are listed; nothing of the file was issued.",
  },
  ERR_DICTIONARY: {
    why: "A dictionary file has another form, is of another chain or organization, or is not what the chain has.",
    solve: "Make one with cscss org dictionary make, publish it, and leave the file as it is.",
  },
  ERR_DID: {
    why: "A DID is not written in the one way this system writes it.",
    solve: "Use did:ethr:<chain id in lower-case hex>:<address with its checksum>.",
  },
  ERR_DID_DOCUMENT: {
    why: "The node cannot give the issuer's DID document of the block in question, or one that lacks the key.",
    solve: "Use a node that keeps all logs.",
  },
  ERR_DIGESTS: {
    why: 'The digests in the credential are not where or as they must be: sorted, each once, in vc.credentialSubject._sd, with _sd_alg "sha-256".',
    solve: "The issuer must issue the credential anew.",
  },
  ERR_DISCLOSURE_DUPLICATE: {
    why: "The same disclosure stands in the presentation twice.",
    solve: "Remove one of them, or ask the holder for a new presentation.",
  },
  ERR_DISCLOSURE_FORMAT: {
    why: "A presentation or one of its disclosures is not in the form RFC 9901 gives it.",
    solve: "Use the file or link exactly as the holder sent it.",
  },
  ERR_DISCLOSURE_OVERWRITES: {
    why: "A disclosure carries a claim that is already there, or one that must never be disclosed separately.",
    solve: "Do not accept it; ask the issuer.",
  },
  ERR_DISCLOSURE_UNREFERENCED: {
    why: "A disclosure belongs to no digest of the credential: it was altered, re-encoded or comes from another credential.",
    solve: "Use the file or link exactly as the holder sent it.",
  },
  ERR_DOCUMENT: {
    why: "A PDF or picture cannot be read, holds nothing that was shown to anybody, or holds several things that contradict each other.",
    solve: "Use the file exactly as its holder made it; of a photograph, take a sharper one.",
  },
  ERR_ENCODING: {
    why: "Bytes or text are not in the strict form of their encoding: base64url, hex or UTF-8.",
    solve: "Send them unchanged; the message names the position.",
  },
  ERR_EXPIRED: {
    why: "The record's validity has ended.",
    solve: "Ask the issuer to renew it.",
  },
  ERR_FILE: {
    why: "A file cannot be read or written.",
    solve: "Check the name, the folder and your rights.",
  },
  ERR_FUNDS: {
    why: "The sending account cannot pay for the transaction.",
    solve: "Fund it, or send from another account.",
  },
  ERR_GAS_PRICE: {
    why: "Gas has come to cost more than twice what it did when somebody agreed to the cost, or more than --max-gas-price or CSCSS_SERVICE_MAX_GAS_PRICE allows.",
    solve:
      "Nothing is lost. Run the same command again to agree to today's price, or wait until it falls; a service waits by itself, and pays more where CSCSS_SERVICE_MAX_GAS_PRICE is raised.",
  },
  ERR_GRANT_ENDED: {
    why: "The grant of a standing presentation has reached its end.",
    solve: "Ask the holder for a new presentation.",
  },
  ERR_GRANT_UNKNOWN: {
    why: "The wallet has no grant of the terms the presentation states, or it opens other records.",
    solve: "Ask the holder for a new presentation.",
  },
  ERR_GRANT_WITHDRAWN: {
    why: "The holder took the grant of a standing presentation back.",
    solve: "Respect it, or ask the holder.",
  },
  ERR_IDENTITY: {
    why: "The disclosed identity is not the one the record commits to.",
    solve: "Do not accept it.",
  },
  ERR_IMPORT: {
    why: "A file that was to be imported was not exported by this system, or was changed since.",
    solve: "Use the file exactly as it was exported.",
  },
  ERR_INPUT: {
    why: "A file of awards in XML or JSON says something that cannot be issued, or has another form.",
    solve: "Correct the places that are listed; nothing of it was issued.",
  },
  ERR_ISSUED: {
    why: "The award was issued before.",
    solve: "Amend it, or revoke it and issue it anew.",
  },
  ERR_ISSUER_FRAUD: {
    why: "The issuer was found fraudulent, and issued this after the day from which everything of it is void.",
    solve: "Do not accept it.",
  },
  ERR_ISSUER_UNKNOWN: {
    why: "The credential names an issuer that is not an organization of this network.",
    solve: "Do not accept it.",
  },
  ERR_JOURNAL: {
    why: "The journal of a batch is damaged, of another version, or belongs to another chain, organization or account.",
    solve: "Use the settings the batch was begun with; the message names the difference.",
  },
  ERR_JSON: {
    why: "A text is not strict JSON: broken, too deep or too long, a member twice, a number too large.",
    solve: "The message names the position; correct the text there.",
  },
  ERR_KEYSTORE: {
    why: "A file with keys is damaged, of another form, or can be read by others.",
    solve: "Take it from your backup, or make it your own: chmod 600.",
  },
  ERR_KEY_BINDING: {
    why: "The presentation has no key binding, or one of another form.",
    solve: "Ask the holder to share it anew.",
  },
  ERR_KEY_BINDING_HASH: {
    why: "The key binding was made for other claims than the ones presented.",
    solve: "Ask the holder to share it anew; nobody else may add or take away a claim.",
  },
  ERR_KEY_BINDING_TIME: {
    why: "The answer is more than five minutes old, or dated in the future.",
    solve: "Check both clocks, and ask again.",
  },
  ERR_KEY_COMPROMISED: {
    why: "The issuer's key was in wrong hands before it issued this.",
    solve: "Ask the issuer to issue it again.",
  },
  ERR_KEY_NUMBER: {
    why: "The credential names another key of the issuer than the record does.",
    solve: "Do not accept it.",
  },
  ERR_KEY_STANDING: {
    why: "The key was not one the issuer could sign with when it issued this.",
    solve: "Do not accept it.",
  },
  ERR_LINK: {
    why: "A link is not one of this system, was cut short or changed, or would be too long.",
    solve: "Copy the whole link, from its first letter to its last.",
  },
  ERR_NETWORK_FILE: {
    why: "A network file has another form, or does not fit the contracts on the chain.",
    solve: "Take it again from whom you trust; the message names the place.",
  },
  ERR_NODE_BEHIND: {
    why: "The node's newest block is older than one seen before, or does not reach back far enough.",
    solve: "Wait, or use another node.",
  },
  ERR_NODE_BLOCK: {
    why: "The node answered from another block than it was asked for.",
    solve: "Use another node.",
  },
  ERR_NODE_CHAIN: {
    why: "The node serves another chain than the network file pins.",
    solve: "Use a node of that chain.",
  },
  ERR_NODE_CODE: {
    why: "The node shows other code at a pinned address than the network file pins.",
    solve: "Use another node; if all agree, ask for a new network file.",
  },
  ERR_NODE_LOGS: {
    why: "The node refuses to hand out logs, even of a single block, or hands out others than were asked for.",
    solve: "The message has the node's own words. Use another node, or one that keeps all logs.",
  },
  ERR_NODE_PROOF: {
    why: "A node gives no proofs of its state, or proofs and headers that do not fit what it answers.",
    solve: "Export the bundle from another node, or without proofs.",
  },
  ERR_NODE_REFUSED: {
    why: "The node answered, and did not take the call or transaction.",
    solve: "The message has the node's own words; correct what it names.",
  },
  ERR_NODE_START: {
    why: "The chain of cscss up could not be started.",
    solve: "The message names the reason; look into node.log in its folder.",
  },
  ERR_NODE_UNREACHABLE: {
    why: "The node does not answer, or not as it should.",
    solve: "Check the address and try again, or use another node.",
  },
  ERR_NONCE: {
    why: "The presentation answers another request.",
    solve: "Ask the holder to answer yours.",
  },
  ERR_NONCE_USED: {
    why: "The request was answered before.",
    solve: "Make a new request.",
  },
  ERR_NOT_ACCREDITED: {
    why: "The issuer was not accredited for this category when it issued the credential.",
    solve: "Do not accept it; the registry has the history.",
  },
  ERR_NOT_APPROVED: {
    why: "The organization issues only what other people approved, and too few have.",
    solve: "Prepare the batch, propose it, and have it approved: org propose, org approve.",
  },
  ERR_NOT_THE_HOLDER: {
    why: "The presentation was signed neither by the holder nor by an agent the holder appointed.",
    solve: "Do not accept it.",
  },
  ERR_OFFLINE: {
    why: "The check rests on the chain, and a bundle without a proof up to a block you trust shows nothing about it.",
    solve: "Verify with a node, or give the hash of a block you trust and a bundle with proofs.",
  },
  ERR_OUT_OF_GAS: {
    why: "A transaction was mined and changed nothing, for it used up all the gas it was given.",
    solve:
      "Run it again; what was done already is left out. If it happens again, the node estimates too little: use another.",
  },
  ERR_OWNER: {
    why: "The credential is about another person than the wallet's owner.",
    solve: "Do not accept it.",
  },
  ERR_PAPERS: {
    why: "The papers handed over are not the ones that a holder's request names.",
    solve: "Ask the holder for the very files the request was made with.",
  },
  ERR_PASSWORD: {
    why: "The password does not open the file, or is too short to protect one.",
    solve: "Type it again, or check the password file's first line.",
  },
  ERR_PAYLOAD_HASH: {
    why: "The credential is not the one whose hash is in the record.",
    solve: "Do not accept it.",
  },
  ERR_PREPARED: {
    why: "Prepared batches are damaged, of another chain or organization, or older than the file they were made from.",
    solve: "Remove the prepared file and prepare anew, or put the rows back as they were.",
  },
  ERR_PRIVATE_KEY: {
    why: "A private key is not 32 bytes in the range of secp256k1.",
    solve: "Make a new key, or load the right one.",
  },
  ERR_PROOF: {
    why: "A bundle's proof does not reach from the block you trust to what has to be known.",
    solve: "Ask for a bundle with proofs at the block whose hash you trust.",
  },
  ERR_PUBLIC_KEY: {
    why: "A public key is not the expected encoding of a point of secp256k1.",
    solve: "Publish or pass the key again: 33 bytes, compressed.",
  },
  ERR_RECORD_TYPE: {
    why: "A record type is unknown, or not the one on chain.",
    solve: "The message names the known ones, or both.",
  },
  ERR_RECORD_UNKNOWN: {
    why: "The wallet has no such record of this issuer.",
    solve: "Check the chain; if the record is new, wait for its block.",
  },
  ERR_REQUEST: {
    why: "A request has another form.",
    solve: "The message names the place; make it with createRequest.",
  },
  ERR_REQUEST_EXPIRED: {
    why: "The request's time is over.",
    solve: "Make a new request.",
  },
  ERR_REVERTED: {
    why: "A contract refused a call or transaction.",
    solve: "details.error names the contract's own error; the message says what it means and what to do.",
  },
  ERR_REVOKED: {
    why: "The issuer revoked the record, for good.",
    solve: "Ask the issuer.",
  },
  ERR_SEAL_OPEN: {
    why: "A sealed payload did not open: another key, another place, or changed bytes. Which of them is not told on purpose.",
    solve: "Open it with the key it was sealed to, for the wallet, record and sequence it was sealed for.",
  },
  ERR_SEAL_SIZE: {
    why: "The sealed payload would be larger than a data contract may hold.",
    solve: "Disclose less on chain (profile 1 or 2), or split the record.",
  },
  ERR_SEQUENCE: {
    why: "The credential states a version that the record has not reached.",
    solve: "Do not accept it.",
  },
  ERR_SERVICE_START: {
    why: "The oracle service of cscss up could not be started.",
    solve: "Look into service.log in its folder; take another port with --service-port, or --without-service.",
  },
  ERR_SHARES: {
    why: "The shares of a key do not give it back: too few, of different splittings, mistyped, or of another account's key.",
    solve: "The message says which; collect the right ones and try again.",
  },
  ERR_SIGNATURE: {
    why: "The issuer's signature does not fit the credential.",
    solve: "Do not accept it: it was changed, or made by another.",
  },
  ERR_SUPERSEDED: {
    why: "The issuer has replaced this version of the record by a newer one.",
    solve: "Ask the holder for the latest version.",
  },
  ERR_SUSPENDED: {
    why: "The issuer has suspended the record.",
    solve: "Ask the issuer, or check again later.",
  },
  ERR_TEMPLATE: {
    why: "An issuer's template has another form, contradicts the schema, or is for another type of record.",
    solve: "The message names the place.",
  },
  ERR_TOKEN_FORMAT: {
    why: "A token is not a strict compact JWS with JSON objects inside.",
    solve: "Use the token exactly as it was issued.",
  },
  ERR_TOKEN_HEADER: {
    why: "A token's header has an unexpected algorithm, type or key name, or a parameter that is not alg, typ or kid.",
    solve: "Do not accept it; it was not made by this system.",
  },
  ERR_TOKEN_SIGNATURE: {
    why: "A token's signature is not 64 bytes with r and s in range and s in the lower half.",
    solve: "Use the token exactly as it was issued.",
  },
  ERR_TOKEN_SIZE: { why: "A token is larger than 64 KiB.", solve: "Split the award into several records." },
  ERR_USAGE: {
    why: "The command line says something the command does not take.",
    solve: "Run the command with --help.",
  },
  ERR_VALIDITY: {
    why: "The credential and its record state different ends of validity.",
    solve: "Do not accept it.",
  },
  ERR_VIEW: {
    why: "A contract's read cannot be made without a node.",
    solve: "Verify with a node.",
  },
  ERR_WALLET_DEACTIVATED: {
    why: "The holder has deactivated the wallet: withdrawn by the holder.",
    solve: "Ask the holder.",
  },
  ERR_WALLET_DESTROYED: {
    why: "The holder has destroyed the wallet: withdrawn by the holder, for good.",
    solve: "Ask the holder.",
  },
  ERR_WALLET_UNKNOWN: {
    why: "There is no wallet of this network at the address the credential names.",
    solve: "Do not accept it.",
  },
  ERR_WORKER: {
    why: "A worker thread broke, was closed while it worked, or cannot be started here.",
    solve: "Run it again, or without worker threads; the message tells what the thread met.",
  },
} as const;

/** The stable codes of CscssError. */
export type ErrorCode = keyof typeof ERROR_CODES;
