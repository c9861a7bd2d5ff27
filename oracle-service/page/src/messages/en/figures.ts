/** What services count, each in all and by day. */
export const figures = {
  transactions: "Transactions",
  organizations: "Organizations",
  wallets: "Wallets",
  issued: "Records issued",
  amended: "Records amended",
  suspended: "Records suspended",
  reinstated: "Records reinstated",
  revoked: "Records revoked",
  refused: "Records refused by wallets",
};
