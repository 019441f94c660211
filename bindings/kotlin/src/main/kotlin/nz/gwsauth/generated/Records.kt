// Written by `cargo xtask generate`.

package nz.gwsauth

/** What kind of token is asked about, or ended. A wrong hint does no harm. */
public enum class TokenTypeHint(
    /** The stable code, as in `bindings/CODES.md` and in every language. */
    public val code: String,
) {
    /** An access token. */
    ACCESS_TOKEN("access_token"),
    /** A refresh token. */
    REFRESH_TOKEN("refresh_token"),
    ;

    public companion object {
        /** The word with this code; null if there is none. */
        @JvmStatic
        public fun of(code: String): TokenTypeHint? = entries.find { it.code == code }
    }
}

internal fun TokenTypeHint.lowered(): nz.gwsauth.internal.TokenTypeHint = when (this) {
    TokenTypeHint.ACCESS_TOKEN -> nz.gwsauth.internal.TokenTypeHint.ACCESS_TOKEN
    TokenTypeHint.REFRESH_TOKEN -> nz.gwsauth.internal.TokenTypeHint.REFRESH_TOKEN
}

/** What a program does next after a refusal, a reply that could not be read, or none (ERR-2). */
public enum class NextStep(
    /** The stable code, as in `bindings/CODES.md` and in every language. */
    public val code: String,
) {
    /**
     * Let the customer log in again, once. If that ends the same way, the configuration is wrong. The code is not
     * sent again (REDIR-7).
     */
    RESTART_LOGIN("restart_login"),
    /** Nothing to repeat: a person has to change the configuration or the credentials first. */
    FIX_CONFIGURATION("fix_configuration"),
    /**
     * Introspect the refresh token now. Active: it was not used, so back off and refresh again. Inactive: the
     * customer must log in. Refused: the credentials are wrong.
     */
    INTROSPECT("introspect"),
    /**
     * The refresh token may have been used. Do not send it again: wait `waitSeconds`, then introspect it, and go
     * on as after an introspection (REFRESH-3).
     */
    WAIT_THEN_INTROSPECT("wait_then_introspect"),
    /** Send the same request again after `waitSeconds`: nothing was used up. Double the wait each time. */
    TRY_LATER("try_later"),
    ;

    public companion object {
        /** The word with this code; null if there is none. */
        @JvmStatic
        public fun of(code: String): NextStep? = entries.find { it.code == code }
    }
}

internal fun nz.gwsauth.internal.NextStep.lifted(): NextStep = when (this) {
    nz.gwsauth.internal.NextStep.RESTART_LOGIN -> NextStep.RESTART_LOGIN
    nz.gwsauth.internal.NextStep.FIX_CONFIGURATION -> NextStep.FIX_CONFIGURATION
    nz.gwsauth.internal.NextStep.INTROSPECT -> NextStep.INTROSPECT
    nz.gwsauth.internal.NextStep.WAIT_THEN_INTROSPECT -> NextStep.WAIT_THEN_INTROSPECT
    nz.gwsauth.internal.NextStep.TRY_LATER -> NextStep.TRY_LATER
}

/** Which request is meant. */
public enum class RequestKind(
    /** The stable code, as in `bindings/CODES.md` and in every language. */
    public val code: String,
) {
    /** The authorize page in the browser. */
    AUTHORIZE("authorize"),
    /** A code exchange at the token endpoint. */
    CODE("code"),
    /** A refresh at the token endpoint. */
    REFRESH("refresh"),
    /** An introspection. */
    INTROSPECT("introspect"),
    /** A revocation. */
    REVOKE("revoke"),
    ;

    public companion object {
        /** The word with this code; null if there is none. */
        @JvmStatic
        public fun of(code: String): RequestKind? = entries.find { it.code == code }
    }
}

internal fun RequestKind.lowered(): nz.gwsauth.internal.RequestKind = when (this) {
    RequestKind.AUTHORIZE -> nz.gwsauth.internal.RequestKind.AUTHORIZE
    RequestKind.CODE -> nz.gwsauth.internal.RequestKind.CODE
    RequestKind.REFRESH -> nz.gwsauth.internal.RequestKind.REFRESH
    RequestKind.INTROSPECT -> nz.gwsauth.internal.RequestKind.INTROSPECT
    RequestKind.REVOKE -> nz.gwsauth.internal.RequestKind.REVOKE
}

internal fun nz.gwsauth.internal.RequestKind.lifted(): RequestKind = when (this) {
    nz.gwsauth.internal.RequestKind.AUTHORIZE -> RequestKind.AUTHORIZE
    nz.gwsauth.internal.RequestKind.CODE -> RequestKind.CODE
    nz.gwsauth.internal.RequestKind.REFRESH -> RequestKind.REFRESH
    nz.gwsauth.internal.RequestKind.INTROSPECT -> RequestKind.INTROSPECT
    nz.gwsauth.internal.RequestKind.REVOKE -> RequestKind.REVOKE
}

/** Who can do something about an outcome. */
public enum class WhoMustAct(
    /** The stable code, as in `bindings/CODES.md` and in every language. */
    public val code: String,
) {
    /** Whoever wrote or configured the software. */
    DEVELOPER("developer"),
    /** Whoever runs it and holds its credentials. */
    OPERATOR("operator"),
    /** The customer in front of it. */
    CUSTOMER("customer"),
    /** Inland Revenue: its on-boarding or gateway-services support. */
    INLAND_REVENUE("inland_revenue"),
    /** Nobody yet: the program takes the next step by itself. */
    PROGRAM("program"),
    ;

    public companion object {
        /** The word with this code; null if there is none. */
        @JvmStatic
        public fun of(code: String): WhoMustAct? = entries.find { it.code == code }
    }
}

internal fun nz.gwsauth.internal.WhoMustAct.lifted(): WhoMustAct = when (this) {
    nz.gwsauth.internal.WhoMustAct.DEVELOPER -> WhoMustAct.DEVELOPER
    nz.gwsauth.internal.WhoMustAct.OPERATOR -> WhoMustAct.OPERATOR
    nz.gwsauth.internal.WhoMustAct.CUSTOMER -> WhoMustAct.CUSTOMER
    nz.gwsauth.internal.WhoMustAct.INLAND_REVENUE -> WhoMustAct.INLAND_REVENUE
    nz.gwsauth.internal.WhoMustAct.PROGRAM -> WhoMustAct.PROGRAM
}

/** How a token says that it names no myIR user. */
public enum class NoStartLogon(
    /** The stable code, as in `bindings/CODES.md` and in every language. */
    public val code: String,
) {
    /** `null` */
    NULL("null"),
    /** `""` */
    EMPTY("empty"),
    /** The member is left out. */
    ABSENT("absent"),
    ;

    public companion object {
        /** The word with this code; null if there is none. */
        @JvmStatic
        public fun of(code: String): NoStartLogon? = entries.find { it.code == code }
    }
}

internal fun NoStartLogon.lowered(): nz.gwsauth.internal.NoStartLogon = when (this) {
    NoStartLogon.NULL -> nz.gwsauth.internal.NoStartLogon.NULL
    NoStartLogon.EMPTY -> nz.gwsauth.internal.NoStartLogon.EMPTY
    NoStartLogon.ABSENT -> nz.gwsauth.internal.NoStartLogon.ABSENT
}

/** In which form a signature comes. */
public enum class SignatureForm(
    /** The stable code, as in `bindings/CODES.md` and in every language. */
    public val code: String,
) {
    /** r and s at full width for ECDSA, and always for RSA. */
    RAW("raw"),
    /** ECDSA in DER, as Java, Android, Python and OpenSSL write it. */
    DER("der"),
    ;

    public companion object {
        /** The word with this code; null if there is none. */
        @JvmStatic
        public fun of(code: String): SignatureForm? = entries.find { it.code == code }
    }
}

internal fun SignatureForm.lowered(): nz.gwsauth.internal.SignatureForm = when (this) {
    SignatureForm.RAW -> nz.gwsauth.internal.SignatureForm.RAW
    SignatureForm.DER -> nz.gwsauth.internal.SignatureForm.DER
}

/** How a thing that was looked at stands. */
public enum class Verdict(
    /** The stable code, as in `bindings/CODES.md` and in every language. */
    public val code: String,
) {
    /** As it must be. */
    PASS("pass"),
    /** It works, but should be looked at; or it could not be told. */
    WARN("warn"),
    /** Inland Revenue will not take it. */
    FAIL("fail"),
    ;

    public companion object {
        /** The word with this code; null if there is none. */
        @JvmStatic
        public fun of(code: String): Verdict? = entries.find { it.code == code }
    }
}

internal fun nz.gwsauth.internal.Verdict.lifted(): Verdict = when (this) {
    nz.gwsauth.internal.Verdict.PASS -> Verdict.PASS
    nz.gwsauth.internal.Verdict.WARN -> Verdict.WARN
    nz.gwsauth.internal.Verdict.FAIL -> Verdict.FAIL
}

/** A client as configuration has it. */
public data class ClientSettings @JvmOverloads constructor(
    /** `mock`, `test`, `production` or a URL. */
    public val environment: String,
    /** The client id. */
    public val clientId: String,
    /** The client secret; absent with a relay. */
    public val clientSecret: String? = null,
    /**
     * The vendor's own back end, for applications that must not hold the secret (NATIVE-3): a base to which
     * `/token`, `/introspect` or `/revoke` is added. Absent with a secret.
     */
    public val relayUrl: String? = null,
) {
    /** The same with this [clientSecret]. */
    public fun withClientSecret(clientSecret: String): ClientSettings = copy(clientSecret = clientSecret)

    /** The same with this [relayUrl]. */
    public fun withRelayUrl(relayUrl: String): ClientSettings = copy(relayUrl = relayUrl)

    /** Without what is secret, and what identifies people. */
    override fun toString(): String =
        "ClientSettings(" +
            "environment=$environment" + ", " +
            "clientId=$clientId" + ", " +
            "clientSecret=${hidden(clientSecret)}" + ", " +
            "relayUrl=$relayUrl" +
            ")"
}

internal fun ClientSettings.lowered(): nz.gwsauth.internal.ClientSettings = nz.gwsauth.internal.ClientSettings(
    environment,
    clientId,
    clientSecret,
    relayUrl,
)

/** What a login may do otherwise than usual; what is absent is as IR recommends. */
public data class LoginOptions @JvmOverloads constructor(
    /** A state of the caller's own, which nobody can guess; absent: 32 bytes of the entropy, as hexadecimal digits. */
    public val state: String? = null,
    /** True: that state may have `_` and `'` too, which only IR's samples page allows (AUTHZ-2). */
    public val wideState: Boolean? = null,
    /** A code_verifier of the caller's own; absent: 32 bytes of the entropy. */
    public val codeVerifier: String? = null,
    /** False leaves PKCE out, for a client that IR registered without it. */
    public val pkce: Boolean? = null,
    /** True: the redirect_uri may be plain `http` on any host, as IR registered it long ago; comes with a warning. */
    public val plainHttp: Boolean? = null,
) {
    /** The same with this [state]. */
    public fun withState(state: String): LoginOptions = copy(state = state)

    /** The same with this [wideState]. */
    public fun withWideState(wideState: Boolean): LoginOptions = copy(wideState = wideState)

    /** The same with this [codeVerifier]. */
    public fun withCodeVerifier(codeVerifier: String): LoginOptions = copy(codeVerifier = codeVerifier)

    /** The same with this [pkce]. */
    public fun withPkce(pkce: Boolean): LoginOptions = copy(pkce = pkce)

    /** The same with this [plainHttp]. */
    public fun withPlainHttp(plainHttp: Boolean): LoginOptions = copy(plainHttp = plainHttp)

    /** Without what is secret, and what identifies people. */
    override fun toString(): String =
        "LoginOptions(" +
            "state=${hidden(state)}" + ", " +
            "wideState=$wideState" + ", " +
            "codeVerifier=${hidden(codeVerifier)}" + ", " +
            "pkce=$pkce" + ", " +
            "plainHttp=$plainHttp" +
            ")"
}

internal fun LoginOptions.lowered(): nz.gwsauth.internal.LoginOptions = nz.gwsauth.internal.LoginOptions(
    state,
    wideState,
    codeVerifier,
    pkce,
    plainHttp,
)

/** A policy in which only some settings are named; the others, and a number that is 0, keep IR's figures (ENV-8). */
public data class PolicyChanges @JvmOverloads constructor(
    /** How long a pending login may take, in seconds; 1,800 by default. */
    public val pendingLifetime: Long? = null,
    /** How far clocks may differ, in seconds; 60 by default. */
    public val clockSkew: Long? = null,
    /** The time-out that the host sets on its transport, in seconds; 30 by default. */
    public val requestTimeout: Long? = null,
    /** How long a request may wait between being stored as sent and its first byte, in seconds; 30 by default. */
    public val sendPause: Long? = null,
    /** How long IR may still work on a request after the transport has given up, in seconds; 90 by default. */
    public val serverResidence: Long? = null,
    /** How long before the end of an access token to renew it, in seconds; 900 by default. */
    public val refreshAhead: Long? = null,
    /** What counts as the life of an access token when IR does not say it, in seconds; 300 by default. */
    public val unknownLifetime: Long? = null,
    /** The largest reply body that is read, in bytes; 65,536 by default. */
    public val maxReplyBytes: Long? = null,
    /** True accepts one trailing comma in a JSON object or array; false by default. */
    public val tolerateTrailingComma: Boolean? = null,
) {
    /** The same with this [pendingLifetime]. */
    public fun withPendingLifetime(pendingLifetime: Long): PolicyChanges = copy(pendingLifetime = pendingLifetime)

    /** The same with this [clockSkew]. */
    public fun withClockSkew(clockSkew: Long): PolicyChanges = copy(clockSkew = clockSkew)

    /** The same with this [requestTimeout]. */
    public fun withRequestTimeout(requestTimeout: Long): PolicyChanges = copy(requestTimeout = requestTimeout)

    /** The same with this [sendPause]. */
    public fun withSendPause(sendPause: Long): PolicyChanges = copy(sendPause = sendPause)

    /** The same with this [serverResidence]. */
    public fun withServerResidence(serverResidence: Long): PolicyChanges = copy(serverResidence = serverResidence)

    /** The same with this [refreshAhead]. */
    public fun withRefreshAhead(refreshAhead: Long): PolicyChanges = copy(refreshAhead = refreshAhead)

    /** The same with this [unknownLifetime]. */
    public fun withUnknownLifetime(unknownLifetime: Long): PolicyChanges = copy(unknownLifetime = unknownLifetime)

    /** The same with this [maxReplyBytes]. */
    public fun withMaxReplyBytes(maxReplyBytes: Long): PolicyChanges = copy(maxReplyBytes = maxReplyBytes)

    /** The same with this [tolerateTrailingComma]. */
    public fun withTolerateTrailingComma(tolerateTrailingComma: Boolean): PolicyChanges = copy(tolerateTrailingComma = tolerateTrailingComma)

    override fun toString(): String =
        "PolicyChanges(" +
            "pendingLifetime=$pendingLifetime" + ", " +
            "clockSkew=$clockSkew" + ", " +
            "requestTimeout=$requestTimeout" + ", " +
            "sendPause=$sendPause" + ", " +
            "serverResidence=$serverResidence" + ", " +
            "refreshAhead=$refreshAhead" + ", " +
            "unknownLifetime=$unknownLifetime" + ", " +
            "maxReplyBytes=$maxReplyBytes" + ", " +
            "tolerateTrailingComma=$tolerateTrailingComma" +
            ")"
}

internal fun PolicyChanges.lowered(): nz.gwsauth.internal.PolicyChanges = nz.gwsauth.internal.PolicyChanges(
    pendingLifetime,
    clockSkew,
    requestTimeout,
    sendPause,
    serverResidence,
    refreshAhead,
    unknownLifetime,
    maxReplyBytes,
    tolerateTrailingComma,
)

/** Where an environment's endpoints and services are. */
public data class EnvironmentUrls(
    /** `mock`, `test`, `production` or `custom`. */
    public val name: String,
    /** Scheme, host and port, without a slash at the end. */
    public val origin: String,
    /** The page that the browser opens. */
    public val authorize: String,
    /** Where codes and refresh tokens are exchanged. */
    public val token: String,
    /** Where tokens are introspected. */
    public val introspect: String,
    /** Where tokens are revoked. */
    public val revoke: String,
    /** The root of the services for cloud software: port 4046, mutual TLS (ENV-4). */
    public val cloudServices: String,
    /** The root of the services for desktop software: port 443, the server's TLS only (ENV-4). */
    public val desktopServices: String,
) {
    override fun toString(): String =
        "EnvironmentUrls(" +
            "name=$name" + ", " +
            "origin=$origin" + ", " +
            "authorize=$authorize" + ", " +
            "token=$token" + ", " +
            "introspect=$introspect" + ", " +
            "revoke=$revoke" + ", " +
            "cloudServices=$cloudServices" + ", " +
            "desktopServices=$desktopServices" +
            ")"
}

internal fun nz.gwsauth.internal.EnvironmentUrls.lifted(): EnvironmentUrls = EnvironmentUrls(
    name,
    origin,
    authorize,
    token,
    introspect,
    revoke,
    cloudServices,
    desktopServices,
)

/**
 * A login that was started: open the URL in the system's browser, keep the pending text in that user's own
 * session.
 */
public data class Login(
    /** The URL to open. It holds the state, which proves the login: keep it out of logs. */
    public val url: String,
    /** The state that was sent: within one user's session it tells several tabs' pending texts apart. */
    public val state: String,
    /** The challenge that was sent; absent without PKCE. */
    public val codeChallenge: String?,
    /**
     * The pending login as one line of text. It holds the code_verifier. The user's session finds it, never a
     * landing's state alone; remove it, atomically, before the code is sent.
     */
    public val pending: String,
    /** What to mend, such as `redirect_uri_localhost`. */
    public val warnings: List<Warning>,
) {
    /** Without what is secret, and what identifies people. */
    override fun toString(): String =
        "Login(" +
            "url=${hidden(url)}" + ", " +
            "state=${hidden(state)}" + ", " +
            "codeChallenge=$codeChallenge" + ", " +
            "pending=${hidden(pending)}" + ", " +
            "warnings=$warnings" +
            ")"
}

internal fun nz.gwsauth.internal.Login.lifted(): Login = Login(
    url,
    state,
    codeChallenge,
    pending,
    warnings.map { it.lifted() },
)

/** One header of a request. */
public data class Header(
    /** The name, in its usual spelling. */
    public val name: String,
    /** The value; hidden when printed, because Authorization is among them. */
    public val value: String,
) {
    /** Without what is secret, and what identifies people. */
    override fun toString(): String =
        "Header(" +
            "name=$name" + ", " +
            "value=${hidden(value)}" +
            ")"
}

internal fun nz.gwsauth.internal.Header.lifted(): Header = Header(
    name,
    value,
)

/** A request to send exactly once, as it is. */
public data class HttpRequest(
    /** What is asked: for reading the reply, and for what follows if none comes. */
    public val kind: RequestKind,
    /** Always POST. */
    public val method: String,
    /** The URL, without secrets. */
    public val url: String,
    /** All headers; a browser sets Content-Length itself and forbids scripts to. */
    public val headers: List<Header>,
    /** The form: ASCII, so characters are bytes. */
    public val body: String,
    /** How to send it. */
    public val transport: Transport,
) {
    /** Without what is secret, and what identifies people. */
    override fun toString(): String =
        "HttpRequest(" +
            "kind=$kind" + ", " +
            "method=$method" + ", " +
            "url=$url" + ", " +
            "headers=$headers" + ", " +
            "body=${hidden(body)}" + ", " +
            "transport=$transport" +
            ")"
}

internal fun nz.gwsauth.internal.HttpRequest.lifted(): HttpRequest = HttpRequest(
    kind.lifted(),
    method,
    url,
    headers.map { it.lifted() },
    body,
    transport.lifted(),
)

/**
 * What the host's HTTP client must do with a request, whatever its defaults are: a POST that is sent twice kills
 * the token set (REFRESH-3).
 */
public data class Transport(
    /** Do not follow redirects: false. */
    public val followRedirects: Boolean,
    /** Never send again by itself: false. */
    public val retry: Boolean,
    /** Open a new connection, as a pooled one may be dead and tempt the client to retry: true. */
    public val freshConnection: Boolean,
    /** The time-out for the whole exchange, in seconds. */
    public val timeout: Long,
) {
    override fun toString(): String =
        "Transport(" +
            "followRedirects=$followRedirects" + ", " +
            "retry=$retry" + ", " +
            "freshConnection=$freshConnection" + ", " +
            "timeout=$timeout" +
            ")"
}

internal fun nz.gwsauth.internal.Transport.lifted(): Transport = Transport(
    followRedirects,
    retry,
    freshConnection,
    timeout,
)

/** What follows a request that got no reply. */
public data class Advice(
    /** The request. */
    public val request: RequestKind,
    /** Who must act before the next step. */
    public val whoMustAct: WhoMustAct,
    /** What a program does next. */
    public val nextStep: NextStep,
    /** How often a program may take that step for one cause; 0: never by itself. */
    public val attempts: Long,
    /** What follows when the step was taken so often and ended the same way; absent where it is the end. */
    public val afterwards: NextStep?,
    /** How long to wait before the step, in seconds; 0: not at all. */
    public val waitSeconds: Long,
    /** The step in English, for people, and what follows it. */
    public val advice: String,
) {
    override fun toString(): String =
        "Advice(" +
            "request=$request" + ", " +
            "whoMustAct=$whoMustAct" + ", " +
            "nextStep=$nextStep" + ", " +
            "attempts=$attempts" + ", " +
            "afterwards=$afterwards" + ", " +
            "waitSeconds=$waitSeconds" + ", " +
            "advice=$advice" +
            ")"
}

internal fun nz.gwsauth.internal.Advice.lifted(): Advice = Advice(
    request.lifted(),
    whoMustAct.lifted(),
    nextStep.lifted(),
    attempts,
    afterwards?.lifted(),
    waitSeconds,
    advice,
)

/** A refusal as it came, explained. The server's texts may hold anything: escape them before showing them. */
public data class Refusal(
    /** The request that was refused. */
    public val request: RequestKind,
    /** The HTTP status; 302 for a refusal that came by redirect. */
    public val status: Int,
    /** The error, verbatim. */
    public val error: String,
    /** The error description, verbatim, if there is one. */
    public val errorDescription: String?,
    /** What happened, in English, for people. */
    public val meaning: String,
    /** Who must act before the next step. */
    public val whoMustAct: WhoMustAct,
    /** What to check, in English. */
    public val check: String,
    /** Whether IR documents this pair of error and description for this request (ERR-3). */
    public val documented: Boolean,
    /** What a program does next: decided by the request and the status, never by the texts (ERR-2). */
    public val nextStep: NextStep,
    /** How often a program may take that step for one cause; 0: never by itself. */
    public val attempts: Long,
    /** What follows when the step was taken so often and ended the same way; absent where it is the end. */
    public val afterwards: NextStep?,
    /** How long to wait before the step, in seconds; 0: not at all. */
    public val waitSeconds: Long,
    /** The step in English, for people, and what follows it. */
    public val advice: String,
    /** What is odd about the reply. */
    public val warnings: List<Warning>,
) {
    override fun toString(): String =
        "Refusal(" +
            "request=$request" + ", " +
            "status=$status" + ", " +
            "error=$error" + ", " +
            "errorDescription=$errorDescription" + ", " +
            "meaning=$meaning" + ", " +
            "whoMustAct=$whoMustAct" + ", " +
            "check=$check" + ", " +
            "documented=$documented" + ", " +
            "nextStep=$nextStep" + ", " +
            "attempts=$attempts" + ", " +
            "afterwards=$afterwards" + ", " +
            "waitSeconds=$waitSeconds" + ", " +
            "advice=$advice" + ", " +
            "warnings=$warnings" +
            ")"
}

internal fun nz.gwsauth.internal.Refusal.lifted(): Refusal = Refusal(
    request.lifted(),
    status,
    error,
    errorDescription,
    meaning,
    whoMustAct.lifted(),
    check,
    documented,
    nextStep.lifted(),
    attempts,
    afterwards?.lifted(),
    waitSeconds,
    advice,
    warnings.map { it.lifted() },
)

/**
 * A reply that is neither a grant nor a refusal of IR's. Keep its body where only an operator can read it: it may
 * hold the only copy of a token.
 */
public data class Unreadable(
    /** The request that was answered. */
    public val request: RequestKind,
    /** The HTTP status. */
    public val status: Int,
    /** Why it cannot be understood: a stable code, such as `reply_html`. */
    public val code: String,
    /** The same in English, with what to do about it. */
    public val message: String,
    /** The server's own words, if any can be found: one line without control characters, tokens hidden. */
    public val words: String?,
    /** Who must act before the next step. */
    public val whoMustAct: WhoMustAct,
    /** What a program does next. Whoever answered, it was not IR: the status counts for nothing (ERR-2). */
    public val nextStep: NextStep,
    /** How often a program may take that step for one cause; 0: never by itself. */
    public val attempts: Long,
    /** What follows when the step was taken so often and ended the same way; absent where it is the end. */
    public val afterwards: NextStep?,
    /** How long to wait before the step, in seconds; 0: not at all. */
    public val waitSeconds: Long,
    /** The step in English, for people, and what follows it. */
    public val advice: String,
) {
    override fun toString(): String =
        "Unreadable(" +
            "request=$request" + ", " +
            "status=$status" + ", " +
            "code=$code" + ", " +
            "message=$message" + ", " +
            "words=$words" + ", " +
            "whoMustAct=$whoMustAct" + ", " +
            "nextStep=$nextStep" + ", " +
            "attempts=$attempts" + ", " +
            "afterwards=$afterwards" + ", " +
            "waitSeconds=$waitSeconds" + ", " +
            "advice=$advice" +
            ")"
}

internal fun nz.gwsauth.internal.Unreadable.lifted(): Unreadable = Unreadable(
    request.lifted(),
    status,
    code,
    message,
    words,
    whoMustAct.lifted(),
    nextStep.lifted(),
    attempts,
    afterwards?.lifted(),
    waitSeconds,
    advice,
)

/** Something to look at in a result that is good all the same. */
public data class Warning(
    /** Its stable code, such as `certificate_sha1`. */
    public val code: String,
    /** What it is and what to do, in English. */
    public val message: String,
) {
    override fun toString(): String =
        "Warning(" +
            "code=$code" + ", " +
            "message=$message" +
            ")"
}

internal fun Warning.lowered(): nz.gwsauth.internal.Warning = nz.gwsauth.internal.Warning(
    code,
    message,
)

internal fun nz.gwsauth.internal.Warning.lifted(): Warning = Warning(
    code,
    message,
)

/**
 * What an access token says of itself. Nobody checked its signature: for people who look for a fault, never for
 * decisions (TOKEN-6).
 */
public data class AccessTokenFacts(
    /** The header, as JSON text. */
    public val header: String,
    /** The claims, as JSON text. They identify people (TOKEN-7). */
    public val claims: String,
    /** When it was issued, in seconds since 1970, if it says so. */
    public val issuedAt: Long?,
    /** When it ends, in seconds since 1970, if it says so. */
    public val expiresAt: Long?,
) {
    /** Without what is secret, and what identifies people. */
    override fun toString(): String =
        "AccessTokenFacts(" +
            "header=$header" + ", " +
            "claims=${hidden(claims)}" + ", " +
            "issuedAt=$issuedAt" + ", " +
            "expiresAt=$expiresAt" +
            ")"
}

internal fun nz.gwsauth.internal.AccessTokenFacts.lifted(): AccessTokenFacts = AccessTokenFacts(
    header,
    claims,
    issuedAt,
    expiresAt,
)

/** A new set of tokens. Store it before anything else: its refresh token exists nowhere else (REFRESH-2). */
public data class TokenSet(
    /** The access token. */
    public val accessToken: String,
    /** The value of the Authorization header for IR's services: `Bearer` and the access token (TOKEN-5). */
    public val authorization: String,
    /** The next refresh token, if the client is registered for refresh tokens. */
    public val refreshToken: String?,
    /** The access token's lifetime in seconds from the time of sending; absent where IR did not say it plausibly. */
    public val expiresIn: Long?,
    /** The scope, if IR names it. */
    public val scope: String?,
    /** When the request was sent, in seconds since 1970, if that was given. */
    public val sentAt: Long?,
    /** When the access token ends, in seconds since 1970, if the time of sending was given and IR said how long. */
    public val expiresAt: Long?,
    /** From when on to renew it, in seconds since 1970, if the time of sending was given. */
    public val refreshAt: Long?,
    /** What is odd about the reply. */
    public val warnings: List<Warning>,
) {
    /**
     * Whether the access token is to be renewed: from `refreshAt` on, and also when the clock stands before the
     * time of sending, or that time is not known.
     *
     * @param now seconds since 1970.
     */
    public fun needsRenewal(now: Long): Boolean = call { lowered().needsRenewal(now) }

    /** Without what is secret, and what identifies people. */
    override fun toString(): String =
        "TokenSet(" +
            "accessToken=${hidden(accessToken)}" + ", " +
            "authorization=${hidden(authorization)}" + ", " +
            "refreshToken=${hidden(refreshToken)}" + ", " +
            "expiresIn=$expiresIn" + ", " +
            "scope=$scope" + ", " +
            "sentAt=$sentAt" + ", " +
            "expiresAt=$expiresAt" + ", " +
            "refreshAt=$refreshAt" + ", " +
            "warnings=$warnings" +
            ")"
}

internal fun TokenSet.lowered(): nz.gwsauth.internal.TokenSet = nz.gwsauth.internal.TokenSet(
    accessToken,
    authorization,
    refreshToken,
    expiresIn,
    scope,
    sentAt,
    expiresAt,
    refreshAt,
    warnings.map { it.lowered() },
)

internal fun nz.gwsauth.internal.TokenSet.lifted(): TokenSet = TokenSet(
    accessToken,
    authorization,
    refreshToken,
    expiresIn,
    scope,
    sentAt,
    expiresAt,
    refreshAt,
    warnings.map { it.lifted() },
)

/** What IR says about a token. An inactive one comes without the other fields. */
public data class Introspection(
    /** Whether the token works. */
    public val active: Boolean,
    /** The client it was given to. */
    public val clientId: String?,
    /** The customer's myIR user id. */
    public val username: String?,
    /** The scope. */
    public val scope: String?,
    /** The customer, as a UUID. */
    public val sub: String?,
    /** When it ends, in seconds since 1970. */
    public val exp: Long?,
    /** When it was issued, in seconds since 1970. */
    public val iat: Long?,
    /** What is odd about the reply. */
    public val warnings: List<Warning>,
) {
    /** Without what is secret, and what identifies people. */
    override fun toString(): String =
        "Introspection(" +
            "active=$active" + ", " +
            "clientId=$clientId" + ", " +
            "username=${hidden(username)}" + ", " +
            "scope=$scope" + ", " +
            "sub=${hidden(sub)}" + ", " +
            "exp=$exp" + ", " +
            "iat=$iat" + ", " +
            "warnings=$warnings" +
            ")"
}

internal fun nz.gwsauth.internal.Introspection.lifted(): Introspection = Introspection(
    active,
    clientId,
    username,
    scope,
    sub,
    exp,
    iat,
    warnings.map { it.lifted() },
)

/** The token is revoked. */
public data class Revocation(
    /** What is odd about the reply. */
    public val warnings: List<Warning>,
) {
    override fun toString(): String =
        "Revocation(" +
            "warnings=$warnings" +
            ")"
}

internal fun nz.gwsauth.internal.Revocation.lifted(): Revocation = Revocation(
    warnings.map { it.lifted() },
)

/** What a record says, without its tokens. */
public data class SessionFacts(
    /** The origin of the environment. */
    public val environment: String,
    /** The client that logged in. */
    public val clientId: String,
    /** Grows by one with each stored change. */
    public val version: Long,
    /** Grows by one with each login. */
    public val epoch: Long,
    /** Grows by one with each refresh. */
    public val generation: Long,
    /** `idle`, `in_flight`, `lost` or `ended`. */
    public val phase: String,
    /** When the access token ends, in seconds since 1970. */
    public val accessExpiresAt: Long,
    /** From when on to renew it, in seconds since 1970. */
    public val refreshAt: Long,
    /** When the record was stored, in seconds since 1970. */
    public val storedAt: Long,
) {
    override fun toString(): String =
        "SessionFacts(" +
            "environment=$environment" + ", " +
            "clientId=$clientId" + ", " +
            "version=$version" + ", " +
            "epoch=$epoch" + ", " +
            "generation=$generation" + ", " +
            "phase=$phase" + ", " +
            "accessExpiresAt=$accessExpiresAt" + ", " +
            "refreshAt=$refreshAt" + ", " +
            "storedAt=$storedAt" +
            ")"
}

internal fun nz.gwsauth.internal.SessionFacts.lifted(): SessionFacts = SessionFacts(
    environment,
    clientId,
    version,
    epoch,
    generation,
    phase,
    accessExpiresAt,
    refreshAt,
    storedAt,
)

/** What `sessionLogout` gives, for languages without tuples. */
public data class SessionLogout(
    /** The tombstone: store it first. */
    public val swap: SessionSwap,
    /** Then send this, if there are tokens to revoke. */
    public val request: HttpRequest?,
) {
    override fun toString(): String =
        "SessionLogout(" +
            "swap=$swap" + ", " +
            "request=$request" +
            ")"
}

internal fun nz.gwsauth.internal.SessionLogout.lifted(): SessionLogout = SessionLogout(
    swap.lifted(),
    request?.lifted(),
)

/** How a session differs from the usual one; what is not named is as usual. */
public data class SessionRules @JvmOverloads constructor(
    /** Between the two introspections of a recovery, in seconds; 30 by default (A6). */
    public val settle: Long? = null,
    /** After a refusal, in seconds; 60 by default. */
    public val backOff: Long? = null,
    /** The longest wait before looking again whether another worker is done, in seconds; 5 by default. */
    public val poll: Long? = null,
    /** True asks for a login where the fate of a refresh token is unknown, instead of introspecting it. */
    public val loginIfInDoubt: Boolean? = null,
    /** True introspects before each refresh: for stores that may be rolled back (A1). */
    public val introspectFirst: Boolean? = null,
) {
    /** The same with this [settle]. */
    public fun withSettle(settle: Long): SessionRules = copy(settle = settle)

    /** The same with this [backOff]. */
    public fun withBackOff(backOff: Long): SessionRules = copy(backOff = backOff)

    /** The same with this [poll]. */
    public fun withPoll(poll: Long): SessionRules = copy(poll = poll)

    /** The same with this [loginIfInDoubt]. */
    public fun withLoginIfInDoubt(loginIfInDoubt: Boolean): SessionRules = copy(loginIfInDoubt = loginIfInDoubt)

    /** The same with this [introspectFirst]. */
    public fun withIntrospectFirst(introspectFirst: Boolean): SessionRules = copy(introspectFirst = introspectFirst)

    override fun toString(): String =
        "SessionRules(" +
            "settle=$settle" + ", " +
            "backOff=$backOff" + ", " +
            "poll=$poll" + ", " +
            "loginIfInDoubt=$loginIfInDoubt" + ", " +
            "introspectFirst=$introspectFirst" +
            ")"
}

internal fun SessionRules.lowered(): nz.gwsauth.internal.SessionRules = nz.gwsauth.internal.SessionRules(
    settle,
    backOff,
    poll,
    loginIfInDoubt,
    introspectFirst,
)

/** A record to store, if the stored version is the expected one. */
public data class SessionSwap(
    /** The text to store. */
    public val record: String,
    /** The version that must be stored now; 0: no record. */
    public val expectedVersion: Long,
    /** The version of the text. */
    public val version: Long,
) {
    /** Without what is secret, and what identifies people. */
    override fun toString(): String =
        "SessionSwap(" +
            "record=${hidden(record)}" + ", " +
            "expectedVersion=$expectedVersion" + ", " +
            "version=$version" +
            ")"
}

internal fun nz.gwsauth.internal.SessionSwap.lifted(): SessionSwap = SessionSwap(
    record,
    expectedVersion,
    version,
)

/** What a relay lets through: code exchanges with PKCE for registered redirect URIs, and what is turned on besides. */
public data class RelayRules @JvmOverloads constructor(
    /** The redirect URIs as they are registered with IR. */
    public val redirectUris: List<String>,
    /** True admits refreshes as well. IR gives native clients no refresh tokens (REFRESH-1). */
    public val refresh: Boolean? = null,
    /** True admits code exchanges without a code_verifier: then whoever steals a code can use the relay with it. */
    public val withoutPkce: Boolean? = null,
    /** True admits introspection: whoever reaches the relay can then ask about any token that he found. */
    public val introspection: Boolean? = null,
    /** True admits revocation: whoever reaches the relay can then end any token that he found. */
    public val revocation: Boolean? = null,
) {
    /** The same with this [refresh]. */
    public fun withRefresh(refresh: Boolean): RelayRules = copy(refresh = refresh)

    /** The same with this [withoutPkce]. */
    public fun withWithoutPkce(withoutPkce: Boolean): RelayRules = copy(withoutPkce = withoutPkce)

    /** The same with this [introspection]. */
    public fun withIntrospection(introspection: Boolean): RelayRules = copy(introspection = introspection)

    /** The same with this [revocation]. */
    public fun withRevocation(revocation: Boolean): RelayRules = copy(revocation = revocation)

    override fun toString(): String =
        "RelayRules(" +
            "redirectUris=$redirectUris" + ", " +
            "refresh=$refresh" + ", " +
            "withoutPkce=$withoutPkce" + ", " +
            "introspection=$introspection" + ", " +
            "revocation=$revocation" +
            ")"
}

internal fun RelayRules.lowered(): nz.gwsauth.internal.RelayRules = nz.gwsauth.internal.RelayRules(
    redirectUris,
    refresh,
    withoutPkce,
    introspection,
    revocation,
)

/** The signing certificate, named in exactly one way. */
public data class CertificateReference @JvmOverloads constructor(
    /** Its SHA-256 thumbprint: 64 hexadecimal digits, with or without colons. */
    public val thumbprint: String? = null,
    /** Its SHA-1 thumbprint, only where IR registered one long ago. */
    public val thumbprintSha1: String? = null,
    /** The certificate itself, in DER or PEM; its SHA-256 thumbprint is used. */
    public val der: ByteArray? = null,
) {
    /** The same with this [thumbprint]. */
    public fun withThumbprint(thumbprint: String): CertificateReference = copy(thumbprint = thumbprint)

    /** The same with this [thumbprintSha1]. */
    public fun withThumbprintSha1(thumbprintSha1: String): CertificateReference = copy(thumbprintSha1 = thumbprintSha1)

    /** The same with this [der]. */
    public fun withDer(der: ByteArray): CertificateReference = copy(der = der)

    override fun equals(other: Any?): Boolean =
        other is CertificateReference &&
            thumbprint == other.thumbprint &&
            thumbprintSha1 == other.thumbprintSha1 &&
            der.contentEquals(other.der)

    override fun hashCode(): Int = java.util.Objects.hash(thumbprint, thumbprintSha1, der.contentHashCode())

    override fun toString(): String =
        "CertificateReference(" +
            "thumbprint=$thumbprint" + ", " +
            "thumbprintSha1=$thumbprintSha1" + ", " +
            "der=${octets(der)}" +
            ")"
}

internal fun CertificateReference.lowered(): nz.gwsauth.internal.CertificateReference = nz.gwsauth.internal.CertificateReference(
    thumbprint,
    thumbprintSha1,
    der,
)

/** What a token is to say. */
public data class ClaimsToSign @JvmOverloads constructor(
    /** `ES256`, `ES384`, `ES512`, `RS256`, `RS384` or `RS512`: what the key signs with. */
    public val algorithm: String,
    /** The certificate that belongs to the key: `sub` (M2M-4). */
    public val certificate: CertificateReference,
    /** The issuer agreed with IR. */
    public val iss: String,
    /** The myIR user whose delegations are used (M2M-5); absent names nobody. */
    public val startLogon: String? = null,
    /** How nobody is named; counts only without a user; `null` unless given. */
    public val noStartLogon: NoStartLogon? = null,
    /** How long the token lives, in seconds; absent: an hour. */
    public val lifetime: Long? = null,
    /** The certificate's first second, since 1970: the token must not begin before (M2M-6). */
    public val notBefore: Long? = null,
    /** The certificate's last second, since 1970: the token must not end after (M2M-6). */
    public val notAfter: Long? = null,
) {
    /** The same with this [startLogon]. */
    public fun withStartLogon(startLogon: String): ClaimsToSign = copy(startLogon = startLogon)

    /** The same with this [noStartLogon]. */
    public fun withNoStartLogon(noStartLogon: NoStartLogon): ClaimsToSign = copy(noStartLogon = noStartLogon)

    /** The same with this [lifetime]. */
    public fun withLifetime(lifetime: Long): ClaimsToSign = copy(lifetime = lifetime)

    /** The same with this [notBefore]. */
    public fun withNotBefore(notBefore: Long): ClaimsToSign = copy(notBefore = notBefore)

    /** The same with this [notAfter]. */
    public fun withNotAfter(notAfter: Long): ClaimsToSign = copy(notAfter = notAfter)

    /** Without what is secret, and what identifies people. */
    override fun toString(): String =
        "ClaimsToSign(" +
            "algorithm=$algorithm" + ", " +
            "certificate=$certificate" + ", " +
            "iss=$iss" + ", " +
            "startLogon=${hidden(startLogon)}" + ", " +
            "noStartLogon=$noStartLogon" + ", " +
            "lifetime=$lifetime" + ", " +
            "notBefore=$notBefore" + ", " +
            "notAfter=$notAfter" +
            ")"
}

internal fun ClaimsToSign.lowered(): nz.gwsauth.internal.ClaimsToSign = nz.gwsauth.internal.ClaimsToSign(
    algorithm,
    certificate.lowered(),
    iss,
    startLogon,
    noStartLogon?.lowered(),
    lifetime,
    notBefore,
    notAfter,
)

/** The certificate of the key that verified a signature. */
public data class ExpectedCertificate(
    /** Which one: `sub` must be its thumbprint (M2M-4). */
    public val certificate: CertificateReference,
    /** Its first second, since 1970. */
    public val notBefore: Long,
    /** Its last second, since 1970. */
    public val notAfter: Long,
) {
    override fun toString(): String =
        "ExpectedCertificate(" +
            "certificate=$certificate" + ", " +
            "notBefore=$notBefore" + ", " +
            "notAfter=$notAfter" +
            ")"
}

internal fun ExpectedCertificate.lowered(): nz.gwsauth.internal.ExpectedCertificate = nz.gwsauth.internal.ExpectedCertificate(
    certificate.lowered(),
    notBefore,
    notAfter,
)

/**
 * What is expected of a token besides its signature. It must be said whose token it is, in exactly one way:
 * `certificate`, `sub` or `anyOwner`.
 */
public data class ExpectedClaims @JvmOverloads constructor(
    /** The certificate of the key that verified the signature: `sub` must be its thumbprint (M2M-4). */
    public val certificate: ExpectedCertificate? = null,
    /** The expected `sub`. */
    public val sub: String? = null,
    /** True: whose token it is was decided otherwise, or does not matter. */
    public val anyOwner: Boolean? = null,
    /** The issuer agreed with IR. */
    public val iss: String? = null,
    /** The algorithms that are allowed (ENV-8); absent: all six. */
    public val algorithms: List<String>? = null,
    /** How far the signer's clock may be off, in seconds: 600 at most; absent: 60. */
    public val leeway: Long? = null,
) {
    /** The same with this [certificate]. */
    public fun withCertificate(certificate: ExpectedCertificate): ExpectedClaims = copy(certificate = certificate)

    /** The same with this [sub]. */
    public fun withSub(sub: String): ExpectedClaims = copy(sub = sub)

    /** The same with this [anyOwner]. */
    public fun withAnyOwner(anyOwner: Boolean): ExpectedClaims = copy(anyOwner = anyOwner)

    /** The same with this [iss]. */
    public fun withIss(iss: String): ExpectedClaims = copy(iss = iss)

    /** The same with this [algorithms]. */
    public fun withAlgorithms(algorithms: List<String>): ExpectedClaims = copy(algorithms = algorithms)

    /** The same with this [leeway]. */
    public fun withLeeway(leeway: Long): ExpectedClaims = copy(leeway = leeway)

    override fun toString(): String =
        "ExpectedClaims(" +
            "certificate=$certificate" + ", " +
            "sub=$sub" + ", " +
            "anyOwner=$anyOwner" + ", " +
            "iss=$iss" + ", " +
            "algorithms=$algorithms" + ", " +
            "leeway=$leeway" +
            ")"
}

internal fun ExpectedClaims.lowered(): nz.gwsauth.internal.ExpectedClaims = nz.gwsauth.internal.ExpectedClaims(
    certificate?.lowered(),
    sub,
    anyOwner,
    iss,
    algorithms,
    leeway,
)

/** A signed token. */
public data class SignedToken(
    /** The compact form. */
    public val token: String,
    /** The value of the Authorization header: no `Bearer` (M2M-7). */
    public val authorization: String,
    /** When it was issued, in seconds since 1970. A clock before it needs a new token too. */
    public val issuedAt: Long,
    /** From when on to sign a new one: the last tenth of its life. */
    public val renewAt: Long,
    /** When it ends, in seconds since 1970. */
    public val expiresAt: Long,
    /** What to mend, such as `certificate_sha1`. */
    public val warnings: List<Warning>,
) {
    /**
     * Whether to sign a new token: from `renewAt` on, or with a clock before the token's beginning.
     *
     * @param now seconds since 1970.
     */
    public fun needsRenewal(now: Long): Boolean = call { lowered().needsRenewal(now) }

    /** Without what is secret, and what identifies people. */
    override fun toString(): String =
        "SignedToken(" +
            "token=${hidden(token)}" + ", " +
            "authorization=${hidden(authorization)}" + ", " +
            "issuedAt=$issuedAt" + ", " +
            "renewAt=$renewAt" + ", " +
            "expiresAt=$expiresAt" + ", " +
            "warnings=$warnings" +
            ")"
}

internal fun SignedToken.lowered(): nz.gwsauth.internal.SignedToken = nz.gwsauth.internal.SignedToken(
    token,
    authorization,
    issuedAt,
    renewAt,
    expiresAt,
    warnings.map { it.lowered() },
)

internal fun nz.gwsauth.internal.SignedToken.lifted(): SignedToken = SignedToken(
    token,
    authorization,
    issuedAt,
    renewAt,
    expiresAt,
    warnings.map { it.lifted() },
)

/** The claims of a verified token. */
public data class TokenClaims(
    /** The algorithm. */
    public val algorithm: String,
    /** The thumbprint of the signer's certificate. */
    public val sub: String,
    /** The issuer. */
    public val iss: String,
    /** The myIR user id; null, an empty text and absence are all absent (M2M-5). */
    public val startLogon: String?,
    /** Issued at, in seconds since 1970. */
    public val iat: Long,
    /** Ends at, in seconds since 1970. */
    public val exp: Long,
) {
    /** Without what is secret, and what identifies people. */
    override fun toString(): String =
        "TokenClaims(" +
            "algorithm=$algorithm" + ", " +
            "sub=$sub" + ", " +
            "iss=$iss" + ", " +
            "startLogon=${hidden(startLogon)}" + ", " +
            "iat=$iat" + ", " +
            "exp=$exp" +
            ")"
}

internal fun nz.gwsauth.internal.TokenClaims.lifted(): TokenClaims = TokenClaims(
    algorithm,
    sub,
    iss,
    startLogon,
    iat,
    exp,
)

/** A token without its signature. */
public data class UnsignedToken(
    /** The name of the algorithm to sign with. */
    public val algorithm: String,
    /** The text to sign, for what hashes by itself: ASCII, so characters are bytes. */
    public val signingInput: String,
    /** Its hash, for what signs a hash. */
    public val digest: ByteArray,
    /** When the token was issued, in seconds since 1970. */
    public val issuedAt: Long,
    /** When it ends, in seconds since 1970. */
    public val expiresAt: Long,
    /** What to mend, such as `certificate_sha1`. */
    public val warnings: List<Warning>,
) {
    override fun equals(other: Any?): Boolean =
        other is UnsignedToken &&
            algorithm == other.algorithm &&
            signingInput == other.signingInput &&
            digest.contentEquals(other.digest) &&
            issuedAt == other.issuedAt &&
            expiresAt == other.expiresAt &&
            warnings == other.warnings

    override fun hashCode(): Int = java.util.Objects.hash(algorithm, signingInput, digest.contentHashCode(), issuedAt, expiresAt, warnings)

    /** Without what is secret, and what identifies people. */
    override fun toString(): String =
        "UnsignedToken(" +
            "algorithm=$algorithm" + ", " +
            "signingInput=${hidden(signingInput)}" + ", " +
            "digest=${hidden(digest)}" + ", " +
            "issuedAt=$issuedAt" + ", " +
            "expiresAt=$expiresAt" + ", " +
            "warnings=$warnings" +
            ")"
}

internal fun nz.gwsauth.internal.UnsignedToken.lifted(): UnsignedToken = UnsignedToken(
    algorithm,
    signingInput,
    digest,
    issuedAt,
    expiresAt,
    warnings.map { it.lifted() },
)

/** A token whose signature nobody has verified: what a host needs to verify it with its own library. */
public data class UnverifiedToken(
    /**
     * The algorithm that the header names. The key decides whether it may: an EC key of the right curve for ES…,
     * an RSA key for RS….
     */
    public val algorithm: String,
    /** What was signed. */
    public val signingInput: String,
    /** Its hash. */
    public val digest: ByteArray,
    /** The signature as JWS has it: r‖s for ECDSA (WebCrypto, CNG, PKCS#11). */
    public val signature: ByteArray,
    /** The signature as most verifiers take it: DER for ECDSA (OpenSSL, Java, key stores, Python). */
    public val signatureDer: ByteArray,
) {
    override fun equals(other: Any?): Boolean =
        other is UnverifiedToken &&
            algorithm == other.algorithm &&
            signingInput == other.signingInput &&
            digest.contentEquals(other.digest) &&
            signature.contentEquals(other.signature) &&
            signatureDer.contentEquals(other.signatureDer)

    override fun hashCode(): Int = java.util.Objects.hash(algorithm, signingInput, digest.contentHashCode(), signature.contentHashCode(), signatureDer.contentHashCode())

    /** Without what is secret, and what identifies people. */
    override fun toString(): String =
        "UnverifiedToken(" +
            "algorithm=$algorithm" + ", " +
            "signingInput=${hidden(signingInput)}" + ", " +
            "digest=${hidden(digest)}" + ", " +
            "signature=${hidden(signature)}" + ", " +
            "signatureDer=${hidden(signatureDer)}" +
            ")"
}

internal fun nz.gwsauth.internal.UnverifiedToken.lifted(): UnverifiedToken = UnverifiedToken(
    algorithm,
    signingInput,
    digest,
    signature,
    signatureDer,
)

/** What a certificate file says of its certificate; of several that of the leaf. */
public data class CertificateFacts(
    /** Its SHA-256 thumbprint, as IR registers it: 64 upper-case hexadecimal digits (M2M-4). */
    public val thumbprint: String,
    /** Its SHA-1 thumbprint: 40 upper-case hexadecimal digits. */
    public val thumbprintSha1: String,
    /** Its first second, since 1970. */
    public val notBefore: Long,
    /** Its last second, since 1970. */
    public val notAfter: Long,
    /** `EC` or `RSA`. */
    public val keyType: String,
    /** The key's length in bits. */
    public val keyBits: Long,
    /** The curve, such as `P-256`; absent for RSA. */
    public val curve: String?,
    /** The algorithms that its key can sign with, such as `ES256`. */
    public val algorithms: List<String>,
    /** Whom it is for (RFC 4514). */
    public val subject: String,
    /** Who issued it (RFC 4514). */
    public val issuer: String,
    /** Its serial number, in hexadecimal digits. */
    public val serial: String,
    /** Whether subject and issuer are the same. */
    public val selfSigned: Boolean,
    /** How many certificates the file holds. */
    public val count: Long,
) {
    override fun toString(): String =
        "CertificateFacts(" +
            "thumbprint=$thumbprint" + ", " +
            "thumbprintSha1=$thumbprintSha1" + ", " +
            "notBefore=$notBefore" + ", " +
            "notAfter=$notAfter" + ", " +
            "keyType=$keyType" + ", " +
            "keyBits=$keyBits" + ", " +
            "curve=$curve" + ", " +
            "algorithms=$algorithms" + ", " +
            "subject=$subject" + ", " +
            "issuer=$issuer" + ", " +
            "serial=$serial" + ", " +
            "selfSigned=$selfSigned" + ", " +
            "count=$count" +
            ")"
}

internal fun nz.gwsauth.internal.CertificateFacts.lifted(): CertificateFacts = CertificateFacts(
    thumbprint,
    thumbprintSha1,
    notBefore,
    notAfter,
    keyType,
    keyBits,
    curve,
    algorithms,
    subject,
    issuer,
    serial,
    selfSigned,
    count,
)

/** What was found about one thing. */
public data class Finding(
    /** The stable name of what was looked at, such as `certificate_expired`. */
    public val code: String,
    /** The rule, such as `CERT-1`. */
    public val rule: String,
    /** Whether IR will take it. */
    public val verdict: Verdict,
    /** What was seen, in English. Never a secret. */
    public val seen: String,
    /** What to do, in English; absent where it passes. */
    public val remedy: String?,
) {
    override fun toString(): String =
        "Finding(" +
            "code=$code" + ", " +
            "rule=$rule" + ", " +
            "verdict=$verdict" + ", " +
            "seen=$seen" + ", " +
            "remedy=$remedy" +
            ")"
}

internal fun nz.gwsauth.internal.Finding.lifted(): Finding = Finding(
    code,
    rule,
    verdict.lifted(),
    seen,
    remedy,
)

/** An IRD number whose check digit is right. */
public data class IrdNumber(
    /** Its eight or nine digits, without separators and without a 0 before them. */
    public val number: String,
) {
    /** Without what is secret, and what identifies people. */
    override fun toString(): String =
        "IrdNumber(" +
            "number=${hidden(number)}" +
            ")"
}

internal fun nz.gwsauth.internal.IrdNumber.lifted(): IrdNumber = IrdNumber(
    number,
)

/** One of Inland Revenue's gateway services. */
public data class GatewayService(
    /** Its stable code, such as `gst`. */
    public val code: String,
    /** Its name in IR's list. */
    public val name: String,
    /** Whether it takes the access token of a customer who logged in. */
    public val oauth: Boolean,
    /** Whether it takes a token that the data's owner signed. */
    public val m2m: Boolean,
    /** Whether it takes the client certificate alone. */
    public val mutualTls: Boolean,
    /** Whether it goes by files over SFTP. */
    public val ssh: Boolean,
    /** Its path for cloud clients. */
    public val cloud: String?,
    /** Its path for desktop clients. */
    public val desktop: String?,
) {
    override fun toString(): String =
        "GatewayService(" +
            "code=$code" + ", " +
            "name=$name" + ", " +
            "oauth=$oauth" + ", " +
            "m2m=$m2m" + ", " +
            "mutualTls=$mutualTls" + ", " +
            "ssh=$ssh" + ", " +
            "cloud=$cloud" + ", " +
            "desktop=$desktop" +
            ")"
}

internal fun nz.gwsauth.internal.GatewayService.lifted(): GatewayService = GatewayService(
    code,
    name,
    oauth,
    m2m,
    mutualTls,
    ssh,
    cloud,
    desktop,
)

/** Whether a client may call a service with a mechanism, and where. */
public data class ServiceAnswer(
    /** Whether it may. */
    public val allowed: Boolean,
    /** The URL; absent where it may not call, and for files. */
    public val url: String?,
    /** Whether IR prints this address; else it is made in the same way, to be confirmed by the on-boarding. */
    public val documented: Boolean,
    /** Why not: `mechanism` or `desktop`; absent where it may. */
    public val obstacle: String?,
    /** What to do, in English; absent where a URL says it. */
    public val advice: String?,
) {
    override fun toString(): String =
        "ServiceAnswer(" +
            "allowed=$allowed" + ", " +
            "url=$url" + ", " +
            "documented=$documented" + ", " +
            "obstacle=$obstacle" + ", " +
            "advice=$advice" +
            ")"
}

internal fun nz.gwsauth.internal.ServiceAnswer.lifted(): ServiceAnswer = ServiceAnswer(
    allowed,
    url,
    documented,
    obstacle,
    advice,
)

/** What a landing URL came to. */
public sealed class ExchangeOutcome {
    /** The customer agreed. */
    public data class Granted(
        /** The request that exchanges the code: send it once, as it is. */
        public val request: nz.gwsauth.HttpRequest,
    ) : ExchangeOutcome()

    /** The customer or Inland Revenue refused. */
    public data class Refused(
        /** The refusal, explained. */
        public val refusal: nz.gwsauth.Refusal,
    ) : ExchangeOutcome()
}

internal fun nz.gwsauth.internal.ExchangeOutcome.lifted(): ExchangeOutcome = when (this) {
    is nz.gwsauth.internal.ExchangeOutcome.Granted -> ExchangeOutcome.Granted(request.lifted())
    is nz.gwsauth.internal.ExchangeOutcome.Refused -> ExchangeOutcome.Refused(refusal.lifted())
}

/** What the token endpoint answered. */
public sealed class TokenReply {
    /** Inland Revenue did what was asked. */
    public data class Granted(
        /** The tokens: store them before anything else. */
        public val tokens: nz.gwsauth.TokenSet,
    ) : TokenReply()

    /** Inland Revenue refused. */
    public data class Refused(
        /** The refusal, explained. */
        public val refusal: nz.gwsauth.Refusal,
    ) : TokenReply()

    /** No reply of Inland Revenue's that can be understood: a proxy's page, a cut body. */
    public data class Unreadable(
        /** What came, and what follows. */
        public val unreadable: nz.gwsauth.Unreadable,
    ) : TokenReply()
}

internal fun nz.gwsauth.internal.TokenReply.lifted(): TokenReply = when (this) {
    is nz.gwsauth.internal.TokenReply.Granted -> TokenReply.Granted(tokens.lifted())
    is nz.gwsauth.internal.TokenReply.Refused -> TokenReply.Refused(refusal.lifted())
    is nz.gwsauth.internal.TokenReply.Unreadable -> TokenReply.Unreadable(unreadable.lifted())
}

/** What the introspection endpoint answered. */
public sealed class IntrospectionReply {
    /** Inland Revenue did what was asked. */
    public data class Granted(
        /** What Inland Revenue says about the token. */
        public val introspection: nz.gwsauth.Introspection,
    ) : IntrospectionReply()

    /** Inland Revenue refused. */
    public data class Refused(
        /** The refusal, explained. */
        public val refusal: nz.gwsauth.Refusal,
    ) : IntrospectionReply()

    /** No reply of Inland Revenue's that can be understood: a proxy's page, a cut body. */
    public data class Unreadable(
        /** What came, and what follows. */
        public val unreadable: nz.gwsauth.Unreadable,
    ) : IntrospectionReply()
}

internal fun nz.gwsauth.internal.IntrospectionReply.lifted(): IntrospectionReply = when (this) {
    is nz.gwsauth.internal.IntrospectionReply.Granted -> IntrospectionReply.Granted(introspection.lifted())
    is nz.gwsauth.internal.IntrospectionReply.Refused -> IntrospectionReply.Refused(refusal.lifted())
    is nz.gwsauth.internal.IntrospectionReply.Unreadable -> IntrospectionReply.Unreadable(unreadable.lifted())
}

/** What the revocation endpoint answered. */
public sealed class RevocationReply {
    /** Inland Revenue did what was asked. */
    public data class Granted(
        /** The token is revoked. */
        public val revocation: nz.gwsauth.Revocation,
    ) : RevocationReply()

    /** Inland Revenue refused. */
    public data class Refused(
        /** The refusal, explained. */
        public val refusal: nz.gwsauth.Refusal,
    ) : RevocationReply()

    /** No reply of Inland Revenue's that can be understood: a proxy's page, a cut body. */
    public data class Unreadable(
        /** What came, and what follows. */
        public val unreadable: nz.gwsauth.Unreadable,
    ) : RevocationReply()
}

internal fun nz.gwsauth.internal.RevocationReply.lifted(): RevocationReply = when (this) {
    is nz.gwsauth.internal.RevocationReply.Granted -> RevocationReply.Granted(revocation.lifted())
    is nz.gwsauth.internal.RevocationReply.Refused -> RevocationReply.Refused(refusal.lifted())
    is nz.gwsauth.internal.RevocationReply.Unreadable -> RevocationReply.Unreadable(unreadable.lifted())
}
