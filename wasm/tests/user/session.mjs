export * from "gws-auth/session";
