export * from "gws-auth/explain";
