export * from "gws-auth/postgres";
