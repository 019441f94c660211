package nz.gwsauth

import java.net.URLDecoder
import java.util.HexFormat

typealias Fields = Map<String, Any>

/** What each operation of the vectors is in Kotlin. */
val OPS: Map<String, (Case) -> Fields> = mapOf(
    "authorize" to ::authorizeOp,
    "landing" to ::landingOp,
    "exchange_request" to { requestFields(granted(exchange(it, it.client()))) },
    "refresh_request" to { requestFields(refreshRequest(it.client(), it.secret("refresh_token"), it.policy())) },
    "parse_token" to ::parseTokenOp,
    "parse_refusal" to ::parseTokenOp,
    "next_step" to ::nextStepOp,
    "jws_read" to ::readOp,
    "m2m_unsigned" to ::unsignedOp,
    "m2m_attach" to ::attachOp,
    "m2m_sign" to ::signOp,
    "m2m_verify" to ::verifyOp,
    "m2m_claims" to { case -> finish(case, token(case), expectedClaims(case)) { true } },
)

private fun authorizeOp(case: Case): Fields {
    val login = authorize(
        environment = case.text("environment"),
        clientId = case.text("client_id"),
        redirectUri = case.text("redirect_uri"),
        entropy = case.bytes("entropy"),
        now = case.integer("now"),
        state = case.optionalText("state"),
        wideState = case.optionalFlag("wide_state"),
        codeVerifier = case.optionalText("code_verifier")?.let(::SecretString),
        pkce = case.optionalFlag("pkce"),
    )
    return present(
        "url" to login.url,
        "state" to login.state,
        "code_challenge" to login.codeChallenge,
        "pending" to login.pending.expose(),
    )
}

private fun exchange(case: Case, client: ClientSettings): ExchangeOutcome =
    exchangeRequest(case.secret("pending"), case.secret("landing"), client, case.integer("now"), case.policy())

private fun granted(outcome: ExchangeOutcome): HttpRequest = when (outcome) {
    is ExchangeOutcome.Granted -> outcome.request
    is ExchangeOutcome.Refused -> throw Refused(outcome.refusal)
}

private fun landingOp(case: Case): Fields {
    val last = case.text("pending").substringAfterLast(' ')
    val usable = last.isNotEmpty() && last.all { it in '!'..'~' && it != ':' }
    val client = ClientSettings("test", if (usable) last else "client", SecretString("secret"))
    val form = granted(exchange(case, client)).body.expose().split("&").associate {
        val (name, value) = it.split("=", limit = 2).map { part -> URLDecoder.decode(part, Charsets.UTF_8) }
        name to value
    }
    return mapOf("code" to form.getValue("code"))
}

private val HEADERS =
    mapOf("Authorization" to "authorization", "Content-Type" to "content_type", "Content-Length" to "content_length")

private fun requestFields(request: HttpRequest): Fields {
    if (request.transport != Transport(followRedirects = false, retry = false, freshConnection = true, timeout = 30u)) {
        throw Failure("the transport is another one")
    }
    return mapOf("method" to request.method, "url" to request.url, "body" to request.body.expose()) +
        request.headers.associate { HEADERS.getValue(it.name) to it.value.expose() }
}

private fun parseTokenOp(case: Case): Fields {
    val status = case.integer("status").toUShort()
    val sentAt = case.optionalInteger("sent_at")
    return when (val outcome = parseToken(case.requestKind(), status, case.longText("body"), sentAt, case.policy())) {
        is TokenOutcome.Refused -> throw Refused(outcome.refusal)
        is TokenOutcome.Granted -> present(
            "access_token" to outcome.tokens.accessToken.expose(),
            "expires_in" to outcome.tokens.expiresIn.toLong(),
            "expires_at" to outcome.tokens.expiresAt,
            "scope" to outcome.tokens.scope,
            "refresh_token" to outcome.tokens.refreshToken?.expose(),
        )
    }
}

private fun nextStepOp(case: Case): Fields {
    val advice = nextStepAfter(case.requestKind(), case.optionalInteger("status")?.toUShort())
    if (advice.advice.isEmpty()) throw Failure("an empty advice")
    return mapOf("next_step" to advice.nextStep.name.lowercase())
}

private fun token(case: Case): SecretString = SecretString(case.longText("token").decodeToString())

private fun hex(bytes: ByteArray): String = HexFormat.of().formatHex(bytes)

private fun readOp(case: Case): Fields {
    val token = m2mVerifyBegin(token(case))
    return mapOf(
        "alg" to token.algorithm,
        "signature_hex" to hex(token.signature),
        "signing_input_length" to token.signingInput.toByteArray().size.toLong(),
        "digest_hex" to hex(token.digest),
    )
}

private fun certificate(case: Case, sha256: String, sha1: String): CertificateReference =
    CertificateReference(case.optionalText(sha256), case.optionalText(sha1), case.optionalBytes("certificate"))

private fun unsigned(case: Case): UnsignedToken = m2mUnsigned(
    algorithm = case.text("alg"),
    certificate = certificate(case, "sub", "sub_sha1"),
    iss = case.text("iss"),
    now = case.integer("now"),
    startLogon = case.optionalText("start_logon"),
    noStartLogon = case.optionalText("start_logon_kind")?.let { NoStartLogon.valueOf(it.uppercase()) },
    lifetime = case.optionalSeconds("lifetime"),
)

private fun unsignedOp(case: Case): Fields {
    val token = unsigned(case)
    if (token.algorithm != case.text("alg")) throw Failure("another algorithm")
    return mapOf("signing_input" to token.signingInput, "digest_hex" to hex(token.digest), "exp" to token.expiresAt)
}

private fun signedFields(token: SignedToken): Fields = mapOf(
    "token" to token.token.expose(),
    "authorization" to token.authorization.expose(),
    "exp" to token.expiresAt,
)

private fun attachOp(case: Case): Fields {
    val der = case.optionalBytes("signature_der")
    val form = if (der == null) SignatureForm.RAW else SignatureForm.DER
    val signature = der ?: case.bytes("signature")
    val key = case.optionalText("curve")?.let { PlatformCurve.named(it) to case.bytes("public_key") }
    val renewal = case.optionalInteger("renewal_now")
    val token = m2mAttach(unsigned(case).signingInput, signature, form)
    if (key != null) {
        val valid = verified(token.token, key.first, key.second)
        m2mVerifyFinish(token.token, valid, ExpectedClaims(), case.integer("now"))
    }
    val needsRenewal = renewal?.let { it < token.issuedAt || it >= token.renewAt }
    return signedFields(token) + present("needs_renewal" to needsRenewal)
}

private fun signOp(case: Case): Fields {
    val (curve, scalar) = PlatformCurve.named(case.text("curve")) to case.bytes("private_key")
    val token = unsigned(case)
    val (key, public) = curve.keyPair(scalar)
    curve.check(token.algorithm)
    val signature = curve.sign(key, token.signingInput)
    val signed = m2mAttach(token.signingInput, signature, SignatureForm.DER)
    val begun = m2mVerifyBegin(signed.token)
    if (!curve.verify(public, begun.signingInput, begun.signatureDer)) throw Failure("its signature does not hold")
    // The platform's nonces are random: what was signed is compared.
    return signedFields(signed).mapValues { (_, value) -> if (value is String) value.substringBeforeLast('.') else value }
}

/** What the platform's verifier says; a key that does not fit is its own to refuse. */
private fun verified(token: SecretString, curve: PlatformCurve, point: ByteArray): Boolean {
    val begun = m2mVerifyBegin(token)
    val key = curve.publicKey(point)
    curve.check(begun.algorithm)
    return curve.verify(key, begun.signingInput, begun.signatureDer)
}

private fun expectedClaims(case: Case): ExpectedClaims = ExpectedClaims(
    iss = case.optionalText("iss"),
    sub = case.optionalText("sub"),
    certificate = case.optionalInteger("not_before")?.let { notBefore ->
        ExpectedCertificate(certificate(case, "thumbprint", "thumbprint_sha1"), notBefore, case.integer("not_after"))
    },
    leeway = case.optionalSeconds("leeway"),
)

private fun verifyOp(case: Case): Fields {
    val (token, expected) = token(case) to expectedClaims(case)
    val (curve, point) = PlatformCurve.named(case.text("curve")) to case.bytes("public_key")
    return finish(case, token, expected) { verified(token, curve, point) }
}

private fun finish(case: Case, token: SecretString, expected: ExpectedClaims, valid: () -> Boolean): Fields {
    val now = case.integer("now")
    val claims = m2mVerifyFinish(token, valid(), expected, now)
    return present(
        "alg" to claims.algorithm,
        "sub" to claims.sub,
        "iss" to claims.iss,
        "start_logon" to claims.startLogon,
        "iat" to claims.iat,
        "exp" to claims.exp,
    )
}
