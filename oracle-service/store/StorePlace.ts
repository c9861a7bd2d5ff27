/** Where the store is: a file, or a PostgreSQL server. */
export type StorePlace =
  | { readonly kind: "sqlite"; readonly file: string }
  | {
      readonly kind: "postgres";
      /** May hold a password: never to be logged. */
      readonly url: string;
      /** Milliseconds a statement may take, the line included; 30,000 unless told. */
      readonly timeoutMs?: number;
    };

/** What SQL dialect a store speaks. */
export type StoreKind = StorePlace["kind"];
