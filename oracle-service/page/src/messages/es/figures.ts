export const figures = {
  transactions: "Transacciones",
  organizations: "Organizaciones",
  wallets: "Carteras",
  issued: "Documentos emitidos",
  amended: "Documentos modificados",
  suspended: "Documentos suspendidos",
  reinstated: "Documentos restablecidos",
  revoked: "Documentos revocados",
  refused: "Documentos rechazados por carteras",
};
