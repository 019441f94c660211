import { forNext } from "../../../relay.mjs";

/** As it stands in the environment of the server. */
const { ENVIRONMENT: environment, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret, REDIRECT_URI } = process.env;

export const POST = forNext({ client: { environment, clientId, clientSecret }, rules: { redirectUris: [REDIRECT_URI], refresh: true } });
