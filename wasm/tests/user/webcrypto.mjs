export * from "gws-auth/webcrypto";
