package nz.gwsauth

import java.net.URLDecoder

typealias Fields = Map<String, Any>

/** What each operation of the vectors is in Kotlin, in every way that there is: all must give what the vector expects. */
val OPS: Map<String, List<(Case) -> Fields>> = mapOf<String, (Case) -> Fields>(
    "authorize" to ::authorizeOp,
    "environment_urls" to { plain(GwsAuth.environmentUrls(it.text("environment"))) },
    "landing" to ::landingOp,
    "exchange_request" to { requestFields(granted(exchange(it, it.client()))) },
    "refresh_request" to {
        requestFields(GwsAuth.refreshRequest(it.client(), it.text("refresh_token"), it.policy()))
    },
    "introspect_request" to { requestFields(GwsAuth.introspectRequest(it.client(), it.text("token"), hint(it))) },
    "revoke_request" to { requestFields(GwsAuth.revokeRequest(it.client(), it.text("token"), hint(it))) },
    "relay_request" to ::relayOp,
    "parse_token" to ::parseTokenOp,
    "parse_introspection" to ::parseIntrospectionOp,
    "parse_revocation" to ::parseRevocationOp,
    "parse_refusal" to ::parseRefusalOp,
    "explain" to ::explainOp,
    "no_reply" to { outcome(GwsAuth.noReply(it.requestKind(), it.flag("sent"), it.policy())) },
    "inspect_access_token" to { plain(GwsAuth.inspectAccessToken(it.text("token"))) },
    "certificate_facts" to { plain(GwsAuth.certificateFacts(it.longText("file"))) },
    "needs_renewal" to ::needsRenewalOp,
    "ird_number" to { plain(GwsAuth.irdNumber(it.text("number"))) },
).mapValues { listOf(it.value) } + M2M + SESSIONS

private fun authorizeOp(case: Case): Fields {
    val options = LoginOptions(
        state = case.optionalText("state"),
        wideState = case.optionalFlag("wide_state"),
        plainHttp = case.optionalFlag("plain_http"),
        codeVerifier = case.optionalText("code_verifier"),
        pkce = case.optionalFlag("pkce"),
    )
    return plain(
        GwsAuth.authorize(
            environment = case.text("environment"),
            clientId = case.text("client_id"),
            redirectUri = case.text("redirect_uri"),
            entropy = case.bytes("entropy"),
            now = case.integer("now"),
            options = options,
        ),
    )
}

private fun needsRenewalOp(case: Case): Fields {
    val tokens = TokenSet(
        accessToken = "AT",
        authorization = "Bearer AT",
        refreshToken = null,
        expiresIn = null,
        scope = null,
        sentAt = case.optionalInteger("begin"),
        expiresAt = null,
        refreshAt = case.optionalInteger("renew_at"),
        warnings = emptyList(),
    )
    return mapOf("needs_renewal" to tokens.needsRenewal(case.integer("now")))
}

private fun exchange(case: Case, client: ClientSettings): ExchangeOutcome =
    GwsAuth.exchangeRequest(case.text("pending"), case.text("landing"), client, case.integer("now"), case.policy())

private fun granted(outcome: ExchangeOutcome): HttpRequest = when (outcome) {
    is ExchangeOutcome.Granted -> outcome.request
    is ExchangeOutcome.Refused -> throw Refused(outcome.refusal)
}

private fun landingOp(case: Case): Fields {
    val last = case.text("pending").substringAfterLast(' ')
    val usable = last.isNotEmpty() && last.all { it in '!'..'~' && it != ':' }
    val client = ClientSettings("test", if (usable) last else "client", "secret")
    val form = granted(exchange(case, client)).body.split("&").associate {
        val (name, value) = it.split("=", limit = 2).map { part -> URLDecoder.decode(part, Charsets.UTF_8) }
        name to value
    }
    return mapOf("code" to form.getValue("code"))
}

private val HEADERS =
    mapOf("Authorization" to "authorization", "Content-Type" to "content_type", "Content-Length" to "content_length")

internal fun requestFields(request: HttpRequest): Fields {
    if (request.transport != Transport(followRedirects = false, retry = false, freshConnection = true, timeout = 30)) {
        throw Failure("the transport is another one")
    }
    return mapOf("method" to request.method, "url" to request.url, "body" to request.body) +
        request.headers.associate { HEADERS.getValue(it.name) to it.value }
}

private fun hint(case: Case): TokenTypeHint? =
    case.optionalText("token_type_hint")?.let { TokenTypeHint.of(it) ?: throw Failure("no such hint") }

private fun relayOp(case: Case): Fields {
    val uris = case.optionalWords("redirect_uris") ?: throw Failure("no redirect_uris")
    val rules = RelayRules(
        uris, case.optionalFlag("refresh"), case.optionalFlag("without_pkce"), case.optionalFlag("introspection"),
        case.optionalFlag("revocation"),
    )
    return requestFields(GwsAuth.relayRequest(case.text("endpoint"), case.longText("body"), rules, case.client()))
}

private fun parseTokenOp(case: Case): Fields {
    val (kind, sentAt) = case.requestKind() to case.optionalInteger("sent_at")
    return when (val reply = GwsAuth.parseToken(kind, case.status(), case.longText("body"), sentAt, case.policy())) {
        is TokenReply.Granted -> plain(reply.tokens)
        is TokenReply.Refused -> throw Refused(reply.refusal)
        is TokenReply.Unreadable -> throw NotReadable(reply.unreadable)
    }
}

private fun parseIntrospectionOp(case: Case): Fields =
    when (val reply = GwsAuth.parseIntrospection(case.status(), case.longText("body"), case.policy())) {
        is IntrospectionReply.Granted -> plain(reply.introspection)
        is IntrospectionReply.Refused -> throw Refused(reply.refusal)
        is IntrospectionReply.Unreadable -> throw NotReadable(reply.unreadable)
    }

private fun parseRevocationOp(case: Case): Fields =
    when (val reply = GwsAuth.parseRevocation(case.status(), case.longText("body"), case.policy())) {
        is RevocationReply.Granted -> plain(reply.revocation)
        is RevocationReply.Refused -> throw Refused(reply.refusal)
        is RevocationReply.Unreadable -> throw NotReadable(reply.unreadable)
    }

/** As the reply to the request that was refused. */
private fun parseRefusalOp(case: Case): Fields = when (case.requestKind()) {
    RequestKind.INTROSPECT -> parseIntrospectionOp(case)
    RequestKind.REVOKE -> parseRevocationOp(case)
    else -> parseTokenOp(case)
}

private fun explainOp(case: Case): Fields {
    val (error, description) = case.text("error") to case.optionalText("error_description")
    throw Refused(GwsAuth.explain(case.requestKind(), error, description, case.status(), case.policy()))
}
