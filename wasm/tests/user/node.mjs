export * from "gws-auth/node";
