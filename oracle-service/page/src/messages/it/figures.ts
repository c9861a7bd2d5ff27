export const figures = {
  transactions: "Transazioni",
  organizations: "Organizzazioni",
  wallets: "Portafogli",
  issued: "Documenti emessi",
  amended: "Documenti modificati",
  suspended: "Documenti sospesi",
  reinstated: "Documenti ripristinati",
  revoked: "Documenti revocati",
  refused: "Documenti rifiutati dai portafogli",
};
