export * from "gws-auth";
