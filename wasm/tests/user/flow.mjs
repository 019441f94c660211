export * from "gws-auth/flow";
