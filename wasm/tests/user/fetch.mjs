export * from "gws-auth/fetch";
