// Written by `cargo xtask generate`.

package nz.gwsauth

/**
 * Every call, in the order of the flow. Nothing here opens a socket, reads a clock or makes random numbers: the functions say
 * what to send, and read what came back. From Java they are static methods, and what may be left out may be left out.
 */
public object GwsAuth {
    /** The version of this library, `MAJOR.MINOR.PATCH`. */
    @JvmStatic
    public fun version(): String = call {
        nz.gwsauth.internal.version()
    }

    /**
     * Starts a login. Next: open `url` in the system's browser, keep `pending` in that user's own session; when
     * the browser comes back, `exchangeRequest`.
     *
     * @param environment `mock`, `test`, `production` or a URL.
     * @param clientId the client id, as Inland Revenue registered it.
     * @param redirectUri where the browser comes back to, exactly as registered.
     * @param entropy 64 fresh random bytes from the system's generator.
     * @param now seconds since 1970.
     * @param options what this login does otherwise than usual.
     * @throws GwsAuthException The caller's: of the environment, the client id, the redirect URI, the entropy and
     * the options. Rules AUTHZ-1 to AUTHZ-9.
     */
    @JvmStatic
    @JvmOverloads
    public fun authorize(
        environment: String,
        clientId: String,
        redirectUri: String,
        entropy: ByteArray,
        now: Long,
        options: LoginOptions? = null,
    ): Login = call {
        nz.gwsauth.internal.authorize(environment, clientId, redirectUri, entropy, now, options?.lowered()).lifted()
    }

    /**
     * Where the endpoints and services of an environment are.
     *
     * @param environment `mock`, `test`, `production` or a URL.
     * @throws GwsAuthException The caller's: of the environment. Rules ENV-1 to ENV-5.
     */
    @JvmStatic
    public fun environmentUrls(
        environment: String,
    ): EnvironmentUrls = call {
        nz.gwsauth.internal.environmentUrls(environment).lifted()
    }

    /**
     * From the pending login and the landing URL to the request that exchanges the code, in one step: the code
     * never stands alone. Remove the pending login from the session before the request is sent (AUTHZ-9). Next:
     * send the request once, then `parseToken` with its `kind`; if no reply comes, `noReply`.
     *
     * @param pending what `authorize` gave, out of this user's own session.
     * @param landing the whole URL that the browser came back to.
     * @param client the client.
     * @param now seconds since 1970.
     * @param policy settings that differ from the usual ones.
     * @throws GwsAuthException Of the pending text, of the landing URL (`state_mismatch`, …) and of the client:
     * there is nobody logged in. Rules REDIR-1 to REDIR-7.
     */
    @JvmStatic
    @JvmOverloads
    public fun exchangeRequest(
        pending: String,
        landing: String,
        client: ClientSettings,
        now: Long,
        policy: PolicyChanges? = null,
    ): ExchangeOutcome = call {
        nz.gwsauth.internal.exchangeRequest(pending, landing, client.lowered(), now, policy?.lowered()).lifted()
    }

    /**
     * What an access token says of itself. Nobody checked its signature: for people who look for a fault, never
     * for decisions (TOKEN-6).
     *
     * @param token the access token.
     * @throws GwsAuthException `token_opaque` for a token that is no JWT and as good as any (TOKEN-8); of the
     * token's form.
     */
    @JvmStatic
    public fun inspectAccessToken(
        token: String,
    ): AccessTokenFacts = call {
        nz.gwsauth.internal.inspectAccessToken(token).lifted()
    }

    /**
     * What follows a request that got no reply. A reply that came says it itself. Rules ERR-2 and REFRESH-3.
     *
     * @param kind that of the request.
     * @param sent false only where the request certainly did not leave this machine: no address found, connection
     * refused, TLS failed. Time-outs and lost connections are true, and so is every doubt.
     * @param policy settings that differ from the usual ones.
     * @throws GwsAuthException The caller's: of the policy.
     */
    @JvmStatic
    @JvmOverloads
    public fun noReply(
        kind: RequestKind,
        sent: Boolean,
        policy: PolicyChanges? = null,
    ): Advice = call {
        nz.gwsauth.internal.noReply(kind.lowered(), sent, policy?.lowered()).lifted()
    }

    /**
     * Reads the reply to a code exchange or a refresh. Whatever the server answered is data: granted, refused or
     * unreadable. Next: store the tokens before they are used; otherwise do what `nextStep` says.
     *
     * @param kind that of the request: a code exchange or a refresh.
     * @param status the HTTP status.
     * @param body the body as it came.
     * @param sentAt when the request was sent, in seconds since 1970; with it the tokens say when they end and
     * when to renew them.
     * @param policy settings that differ from the usual ones.
     * @throws GwsAuthException The caller's: `request_kind_invalid` for another kind of request, `status_invalid`,
     * `time_invalid`. Rules TOKEN-4, TOKEN-8, ERR-1 to ERR-4.
     */
    @JvmStatic
    @JvmOverloads
    public fun parseToken(
        kind: RequestKind,
        status: Int,
        body: ByteArray,
        sentAt: Long? = null,
        policy: PolicyChanges? = null,
    ): TokenReply = call {
        nz.gwsauth.internal.parseToken(kind.lowered(), status, body, sentAt, policy?.lowered()).lifted()
    }

    /**
     * The request for the next set of tokens. Store that it was sent before sending it: the refresh token works
     * once (REFRESH-1, REFRESH-3). Next: send it once, then `parseToken` with its `kind`; if no reply comes,
     * `noReply`.
     *
     * @param client the client.
     * @param refreshToken the newest refresh token.
     * @param policy settings that differ from the usual ones.
     * @throws GwsAuthException The caller's: of the client and of the refresh token.
     */
    @JvmStatic
    @JvmOverloads
    public fun refreshRequest(
        client: ClientSettings,
        refreshToken: String,
        policy: PolicyChanges? = null,
    ): HttpRequest = call {
        nz.gwsauth.internal.refreshRequest(client.lowered(), refreshToken, policy?.lowered()).lifted()
    }

    /**
     * The question whether a token is alive. Next: send it, then `parseIntrospection`.
     *
     * @param client the client.
     * @param token the token.
     * @param hint what kind of token it is.
     * @param policy settings that differ from the usual ones.
     * @throws GwsAuthException The caller's: of the client and of the token. Rule INTRO-1.
     */
    @JvmStatic
    @JvmOverloads
    public fun introspectRequest(
        client: ClientSettings,
        token: String,
        hint: TokenTypeHint? = null,
        policy: PolicyChanges? = null,
    ): HttpRequest = call {
        nz.gwsauth.internal.introspectRequest(client.lowered(), token, hint?.lowered(), policy?.lowered()).lifted()
    }

    /**
     * Reads the reply to an introspection. Whatever the server answered is data.
     *
     * @param status the HTTP status.
     * @param body the body as it came.
     * @param policy settings that differ from the usual ones.
     * @throws GwsAuthException The caller's: `status_invalid`. Rule INTRO-2.
     */
    @JvmStatic
    @JvmOverloads
    public fun parseIntrospection(
        status: Int,
        body: ByteArray,
        policy: PolicyChanges? = null,
    ): IntrospectionReply = call {
        nz.gwsauth.internal.parseIntrospection(status, body, policy?.lowered()).lifted()
    }

    /**
     * Reads the reply to a revocation: any 2xx is success, whatever the body. Whatever the server answered is
     * data.
     *
     * @param status the HTTP status.
     * @param body the body as it came.
     * @param policy settings that differ from the usual ones.
     * @throws GwsAuthException The caller's: `status_invalid`. Rule REVOKE-1.
     */
    @JvmStatic
    @JvmOverloads
    public fun parseRevocation(
        status: Int,
        body: ByteArray,
        policy: PolicyChanges? = null,
    ): RevocationReply = call {
        nz.gwsauth.internal.parseRevocation(status, body, policy?.lowered()).lifted()
    }

    /**
     * The request that ends a token. Next: send it, then `parseRevocation`.
     *
     * @param client the client.
     * @param token the token.
     * @param hint what kind of token it is.
     * @param policy settings that differ from the usual ones.
     * @throws GwsAuthException The caller's: of the client and of the token. Rule REVOKE-1.
     */
    @JvmStatic
    @JvmOverloads
    public fun revokeRequest(
        client: ClientSettings,
        token: String,
        hint: TokenTypeHint? = null,
        policy: PolicyChanges? = null,
    ): HttpRequest = call {
        nz.gwsauth.internal.revokeRequest(client.lowered(), token, hint?.lowered(), policy?.lowered()).lifted()
    }

    /**
     * What a stored record says, without its tokens.
     *
     * @param record the record.
     * @throws GwsAuthException `session_too_long`, `session_version`, `session_malformed`, `session_altered`.
     */
    @JvmStatic
    public fun sessionFacts(
        record: String,
    ): SessionFacts = call {
        nz.gwsauth.internal.sessionFacts(record).lifted()
    }

    /**
     * The record of a login. Next: store it with its expected version; when that fails, load and call this again.
     * From then on the session gives access tokens.
     *
     * @param client the client.
     * @param tokens what `parseToken` granted.
     * @param before the record that is stored now, if there is one.
     * @param now seconds since 1970.
     * @param policy settings that differ from the usual ones.
     * @throws GwsAuthException `session_other_client`; of the stored record and of the tokens.
     */
    @JvmStatic
    @JvmOverloads
    public fun sessionLogin(
        client: ClientSettings,
        tokens: TokenSet,
        before: String?,
        now: Long,
        policy: PolicyChanges? = null,
    ): SessionSwap = call {
        nz.gwsauth.internal.sessionLogin(client.lowered(), tokens.lowered(), before, now, policy?.lowered()).lifted()
    }

    /**
     * The tombstone of a log-out, and the request that revokes the tokens. Next: store the one first, then send
     * the other.
     *
     * @param client the client.
     * @param record the record that is stored now.
     * @param now seconds since 1970.
     * @param policy settings that differ from the usual ones.
     * @throws GwsAuthException `session_ended` if it is one already; `session_other_client`; of the stored record.
     * Rule REVOKE-1.
     */
    @JvmStatic
    @JvmOverloads
    public fun sessionLogout(
        client: ClientSettings,
        record: String,
        now: Long,
        policy: PolicyChanges? = null,
    ): SessionLogout = call {
        nz.gwsauth.internal.sessionLogout(client.lowered(), record, now, policy?.lowered()).lifted()
    }

    /**
     * What to store after a service answered 401 to the access token of a generation; nothing where another token
     * is current already, or where a renewed one was refused as well: then it is about permissions (ENV-10).
     *
     * @param client the client.
     * @param record the record that is stored now.
     * @param generation that of the access token that was refused.
     * @param now seconds since 1970.
     * @throws GwsAuthException `session_other_client`; of the stored record.
     */
    @JvmStatic
    public fun sessionReject(
        client: ClientSettings,
        record: String,
        generation: Long,
        now: Long,
    ): SessionSwap? = call {
        nz.gwsauth.internal.sessionReject(client.lowered(), record, generation, now)?.lifted()
    }

    /**
     * Checks a form that an application sent to the relay, and makes the request for Inland Revenue out of it. The
     * relay still has to know its callers: this does not. Pass Inland Revenue's status and body back as they are.
     *
     * @param endpoint the last part of the path that the form was sent to: `token`, `introspect` or `revoke`.
     * @param body the form as it came.
     * @param rules what the relay lets through.
     * @param client the client, with its secret.
     * @param policy settings that differ from the usual ones.
     * @throws GwsAuthException `relay_form`, `relay_repeated`, `relay_parameter`, `relay_missing`: answer 400.
     * `relay_grant`, `relay_redirect_uri`, `relay_client_id`: answer 403. `relay_endpoint`, also for one that is
     * not turned on: answer 404. `relay_client`: the relay's own mistake, as its client has no secret. Rule
     * NATIVE-3.
     */
    @JvmStatic
    @JvmOverloads
    public fun relayRequest(
        endpoint: String,
        body: ByteArray,
        rules: RelayRules,
        client: ClientSettings,
        policy: PolicyChanges? = null,
    ): HttpRequest = call {
        nz.gwsauth.internal.relayRequest(endpoint, body, rules.lowered(), client.lowered(), policy?.lowered()).lifted()
    }

    /**
     * Explains a refusal whose texts are at hand, as its reader would.
     *
     * @param request the request that was refused.
     * @param error the error, verbatim.
     * @param errorDescription the error description, verbatim, if there is one.
     * @param status the HTTP status; if it is not known, 302 for the authorize page and 400 otherwise.
     * @param policy settings that differ from the usual ones.
     * @throws GwsAuthException The caller's: `status_invalid`. Rules ERR-2 and ERR-3.
     */
    @JvmStatic
    @JvmOverloads
    public fun explain(
        request: RequestKind,
        error: String,
        errorDescription: String? = null,
        status: Int? = null,
        policy: PolicyChanges? = null,
    ): Refusal = call {
        nz.gwsauth.internal.explain(request.lowered(), error, errorDescription, status, policy?.lowered()).lifted()
    }

    /**
     * Joins a signing input and its signature. Nothing is verified but the signature's form. Next: send
     * `authorization` as the header's value until `renewAt`.
     *
     * @param signingInput that of `m2mUnsigned`.
     * @param signature the key's signature over it.
     * @param form in which form the signature comes.
     * @throws GwsAuthException Of the signing input, where it is not one of `m2mUnsigned`, and of the signature's
     * form.
     */
    @JvmStatic
    public fun m2mAttach(
        signingInput: String,
        signature: ByteArray,
        form: SignatureForm,
    ): SignedToken = call {
        nz.gwsauth.internal.m2mAttach(signingInput, signature, form.lowered()).lifted()
    }

    /**
     * Signs a token with a key in memory, and verifies it before it is given out. A key in a store or on a card
     * signs through `m2mUnsigned` and `m2mAttach`. With the certificate itself in `claims` (`der`), its dates bind
     * the token and its key must be this one. Next: send `authorization` as the header's value until `renewAt`.
     *
     * @param key the private key file (PKCS#8, PKCS#1 or SEC1, in PEM or DER).
     * @param claims what the token is to say.
     * @param now when it is issued, in seconds since 1970.
     * @param passphrase of an encrypted key file.
     * @throws GwsAuthException Of the key file, the certificate and the claims: `algorithm_key`,
     * `certificate_key`, `certificate_expired`, …. Rules M2M-1 to M2M-6.
     */
    @JvmStatic
    @JvmOverloads
    public fun m2mSign(
        key: ByteArray,
        claims: ClaimsToSign,
        now: Long,
        passphrase: String? = null,
    ): SignedToken = call {
        nz.gwsauth.internal.m2mSign(key, claims.lowered(), now, passphrase).lifted()
    }

    /**
     * What to sign for an M2M token. Next: sign `signingInput` or `digest` with the key, then `m2mAttach`.
     *
     * @param claims what the token is to say.
     * @param now when it is issued, in seconds since 1970.
     * @throws GwsAuthException The caller's: `algorithm_name`, `certificate_choice`, and of the claims. Rules
     * M2M-1 to M2M-6.
     */
    @JvmStatic
    public fun m2mUnsigned(
        claims: ClaimsToSign,
        now: Long,
    ): UnsignedToken = call {
        nz.gwsauth.internal.m2mUnsigned(claims.lowered(), now).lifted()
    }

    /**
     * Verifies a token with a public key file, and gives its claims. With a certificate as the key the token must
     * be its owner's, unless `expected` says otherwise.
     *
     * @param token the token.
     * @param key the public key file (SPKI, PKCS#1, a JWK, or the signer's certificate).
     * @param expected whose token it must be, and what else is expected.
     * @param now seconds since 1970.
     * @throws GwsAuthException `owner_choice` unless it is said whose token it is; `algorithm_key`,
     * `signature_invalid`; of the key file, of the token and its claims. Rules M2M-6, M2M-9 and ENV-8.
     */
    @JvmStatic
    public fun m2mVerify(
        token: String,
        key: ByteArray,
        expected: ExpectedClaims,
        now: Long,
    ): TokenClaims = call {
        nz.gwsauth.internal.m2mVerify(token, key, expected.lowered(), now).lifted()
    }

    /**
     * Reads a token for a host that verifies by itself. Nothing in it may be believed yet, and no claim is given
     * out. Next: verify `signature` or `signatureDer` over `signingInput` with the signer's public key, then
     * `m2mVerifyFinish`.
     *
     * @param token the token.
     * @throws GwsAuthException Of the token's form. Rule M2M-9.
     */
    @JvmStatic
    public fun m2mVerifyBegin(
        token: String,
    ): UnverifiedToken = call {
        nz.gwsauth.internal.m2mVerifyBegin(token).lifted()
    }

    /**
     * The claims of a token whose signature the host has verified.
     *
     * @param token the token.
     * @param signatureValid the answer of the host's verifier.
     * @param expected whose token it must be, and what else is expected.
     * @param now seconds since 1970.
     * @throws GwsAuthException `owner_choice` unless it is said whose token it is; `signature_invalid` unless the
     * answer is true; of the token and its claims. Rules M2M-6, M2M-9 and ENV-8.
     */
    @JvmStatic
    public fun m2mVerifyFinish(
        token: String,
        signatureValid: Boolean,
        expected: ExpectedClaims,
        now: Long,
    ): TokenClaims = call {
        nz.gwsauth.internal.m2mVerifyFinish(token, signatureValid, expected.lowered(), now).lifted()
    }

    /**
     * What a certificate file says of its first certificate. For whoever registers it with Inland Revenue, and for
     * programs that warn before it ends.
     *
     * @param file the certificate, in DER or PEM.
     * @throws GwsAuthException Of the file: what it is instead of a certificate. Rules CERT-1, CERT-2 and M2M-4.
     */
    @JvmStatic
    public fun certificateFacts(
        file: ByteArray,
    ): CertificateFacts = call {
        nz.gwsauth.internal.certificateFacts(file).lifted()
    }

    /**
     * Checks the form of a client id: its characters, and vendor and product as in `SmartSoftware_SmartPay`.
     *
     * @param clientId the client id.
     * @throws GwsAuthException None: what is wrong is a finding. Rules TOKEN-3 and NATIVE-3.
     */
    @JvmStatic
    public fun checkClient(
        clientId: String,
    ): List<Finding> = call {
        nz.gwsauth.internal.checkClient(clientId).map { it.lifted() }
    }

    /**
     * Checks the client certificate of mutual TLS: its name and environment, its issuers and their order, its use
     * and dates, and that its key is not the one that signs.
     *
     * @param environment `mock`, `test`, `production` or a URL.
     * @param chain the certificate and behind it those of its issuers, each in PEM or DER.
     * @param now seconds since 1970.
     * @param key its private key file.
     * @param passphrase of an encrypted key file.
     * @param signing the certificate that signs M2M tokens.
     * @throws GwsAuthException None: what is wrong is a finding. Rule MTLS-1.
     */
    @JvmStatic
    @JvmOverloads
    public fun checkMtls(
        environment: String,
        chain: List<ByteArray>,
        now: Long,
        key: ByteArray? = null,
        passphrase: String? = null,
        signing: ByteArray? = null,
    ): List<Finding> = call {
        nz.gwsauth.internal.checkMtls(environment, chain, now, key, passphrase, signing).map { it.lifted() }
    }

    /**
     * Checks the redirect URIs of one client: kind and form of each, loopback address and ports.
     *
     * @param redirectUris all that are registered, or are to be.
     * @throws GwsAuthException None: what is wrong is a finding. Rules NATIVE-1, NATIVE-2 and AUTHZ-7.
     */
    @JvmStatic
    public fun checkRedirectUris(
        redirectUris: List<String>,
    ): List<Finding> = call {
        nz.gwsauth.internal.checkRedirectUris(redirectUris).map { it.lifted() }
    }

    /**
     * Checks a signing certificate, and its private key with it: version, algorithm, size, dates, four years, both
     * thumbprints, and that they belong together.
     *
     * @param certificate the certificate, in PEM or DER.
     * @param now seconds since 1970.
     * @param key its private key file.
     * @param passphrase of an encrypted key file.
     * @param other the certificate of the other environment, which must have another key.
     * @throws GwsAuthException None: what is wrong is a finding. Rules CERT-1, CERT-2 and M2M-4.
     */
    @JvmStatic
    @JvmOverloads
    public fun checkSigning(
        certificate: ByteArray,
        now: Long,
        key: ByteArray? = null,
        passphrase: String? = null,
        other: ByteArray? = null,
    ): List<Finding> = call {
        nz.gwsauth.internal.checkSigning(certificate, now, key, passphrase, other).map { it.lifted() }
    }

    /**
     * Checks an SSH public key: it must be ECDSA. The fingerprint is shown as OpenSSH does.
     *
     * @param file the line of the public key, or the key in PEM.
     * @throws GwsAuthException None: what is wrong is a finding. Rule SSH-1.
     */
    @JvmStatic
    public fun checkSsh(
        file: ByteArray,
    ): List<Finding> = call {
        nz.gwsauth.internal.checkSsh(file).map { it.lifted() }
    }

    /**
     * Checks an IRD number (modulus 11). That it passes does not say that it was given to anybody.
     *
     * @param number eight or nine digits; spaces and hyphens may stand among them.
     * @throws GwsAuthException Of the number: a character, too short, too long, out of range, the check digit.
     * Rule IRD-1.
     */
    @JvmStatic
    public fun irdNumber(
        number: String,
    ): IrdNumber = call {
        nz.gwsauth.internal.irdNumber(number).lifted()
    }

    /**
     * Whether a client may call a service, and at which URL.
     *
     * @param service a code of `services`.
     * @param client `cloud` or `desktop`.
     * @param mechanism `oauth`, `m2m`, `mutualTls` or `ssh`.
     * @param environment `mock`, `test`, `production` or a URL.
     * @throws GwsAuthException `argument_unknown` for another word; of the environment. Rules ENV-4, M2M-7 and
     * SSH-1.
     */
    @JvmStatic
    public fun serviceAccess(
        service: String,
        client: String,
        mechanism: String,
        environment: String,
    ): ServiceAnswer = call {
        nz.gwsauth.internal.serviceAccess(service, client, mechanism, environment).lifted()
    }

    /**
     * All gateway services, in the order of Inland Revenue's list.
     *
     * @throws GwsAuthException None.
     */
    @JvmStatic
    public fun services(): List<GatewayService> = call {
        nz.gwsauth.internal.services().map { it.lifted() }
    }
}
