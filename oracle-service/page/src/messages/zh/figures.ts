export const figures = {
  transactions: "交易",
  organizations: "机构",
  wallets: "钱包",
  issued: "已颁发的记录",
  amended: "已修改的记录",
  suspended: "已暂停的记录",
  reinstated: "已恢复的记录",
  revoked: "已撤销的记录",
  refused: "被钱包拒收的记录",
};
