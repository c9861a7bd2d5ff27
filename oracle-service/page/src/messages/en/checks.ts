/** What each check is called, and what it means that it passed. */
export const checks = {
  format: { name: "Form", passed: "The presentation is well formed." },
  network: { name: "Network", passed: "It belongs to this network, and its wallet is a genuine one." },
  header: { name: "Record", passed: "The record is in the holder’s wallet, and the wallet is active." },
  "issuer-binding": { name: "Issuer", passed: "The issuer is an organization of this network." },
  signature: { name: "Signature", passed: "The issuer signed exactly this." },
  "key-standing": { name: "Issuer’s key", passed: "The key was in good hands when it signed." },
  accreditation: { name: "Accreditation", passed: "The issuer was accredited for this when it issued it." },
  "payload-hash": { name: "Content", passed: "It is the very credential that stands on chain." },
  "owner-binding": { name: "Owner", passed: "The person it is about owns the wallet." },
  sequence: { name: "Version", passed: "It is the latest version." },
  status: { name: "Status", passed: "It is neither revoked nor suspended, and has not expired." },
  disclosures: { name: "Claims shown", passed: "Every claim shown is one the issuer signed." },
  "holder-binding": { name: "Holder", passed: "The holder released it, for this occasion." },
  grant: { name: "Permission", passed: "The holder’s permission stands on chain and has not ended." },
  identity: { name: "Identity", passed: "The disclosed identity is the one the record commits to." },
};
