package nz.gwsauth

import java.util.HexFormat

/** M2M tokens: with a key in memory, and in steps with the platform's own cryptography. */
internal val M2M: Map<String, List<(Case) -> Fields>> = mapOf(
    "jws_read" to listOf(::readOp),
    "m2m_unsigned" to listOf(::unsignedOp),
    "m2m_attach" to listOf(::attachOp),
    "m2m_sign" to listOf(::signByHost, ::signOp),
    "m2m_verify" to listOf(::verifyByHost, ::verifyOp),
    "m2m_claims" to listOf { case -> finish(case, token(case), expectedClaims(case)) { true } },
)

/** Nonces may be random: what was signed is compared, and the signature was verified. */
fun withoutSignature(fields: Fields): Fields =
    fields.mapValues { (name, value) -> if (name in SIGNED) (value as String).substringBeforeLast('.') else value }

private val SIGNED = setOf("token", "authorization")

private fun token(case: Case): String = case.longText("token").decodeToString()

private fun hex(bytes: ByteArray): String = HexFormat.of().formatHex(bytes)

private fun readOp(case: Case): Fields {
    val token = GwsAuth.m2mVerifyBegin(token(case))
    return mapOf(
        "alg" to token.algorithm,
        "signature_hex" to hex(token.signature),
        "signing_input_length" to token.signingInput.toByteArray().size.toLong(),
        "digest_hex" to hex(token.digest),
    )
}

private fun certificate(case: Case, sha256: String, sha1: String): CertificateReference =
    CertificateReference(case.optionalText(sha256), case.optionalText(sha1), case.optionalBytes("certificate"))

private fun claimsToSign(case: Case): ClaimsToSign = ClaimsToSign(
    algorithm = case.text("alg"),
    certificate = certificate(case, "sub", "sub_sha1"),
    iss = case.text("iss"),
    startLogon = case.optionalText("start_logon"),
    noStartLogon = case.optionalText("start_logon_kind")?.let { NoStartLogon.of(it) ?: throw Failure("no such kind") },
    lifetime = case.optionalInteger("lifetime"),
    notBefore = case.optionalInteger("not_before"),
    notAfter = case.optionalInteger("not_after"),
)

private fun unsigned(case: Case): UnsignedToken = GwsAuth.m2mUnsigned(claimsToSign(case), case.integer("now"))

private fun codes(warnings: List<Warning>): String? = warnings.joinToString(" ") { it.code }.ifEmpty { null }

private fun unsignedOp(case: Case): Fields {
    val token = unsigned(case)
    if (token.algorithm != case.text("alg")) throw Failure("another algorithm")
    return present(
        "signing_input" to token.signingInput,
        "digest_hex" to hex(token.digest),
        "exp" to token.expiresAt,
        "warnings" to codes(token.warnings),
    )
}

private fun signedFields(token: SignedToken): Fields = present(
    "token" to token.token,
    "authorization" to token.authorization,
    "exp" to token.expiresAt,
    "warnings" to codes(token.warnings),
)

private fun attachOp(case: Case): Fields {
    val der = case.optionalBytes("signature_der")
    val form = if (der == null) SignatureForm.RAW else SignatureForm.DER
    val signature = der ?: case.bytes("signature")
    val key = case.optionalText("curve")?.let { PlatformCurve.named(it) to case.bytes("public_key") }
    val renewal = case.optionalInteger("renewal_now")
    val token = GwsAuth.m2mAttach(unsigned(case).signingInput, signature, form)
    if (key != null) {
        val valid = verified(token.token, key.first, key.second)
        GwsAuth.m2mVerifyFinish(token.token, valid, ExpectedClaims(anyOwner = true), case.integer("now"))
    }
    return signedFields(token) + present("needs_renewal" to renewal?.let(token::needsRenewal))
}

private fun signByHost(case: Case): Fields {
    val (curve, scalar) = PlatformCurve.named(case.text("curve")) to case.bytes("private_key")
    val token = unsigned(case)
    val (key, public) = curve.keyPair(scalar)
    curve.check(token.algorithm)
    val signature = curve.sign(key, token.signingInput)
    val signed = GwsAuth.m2mAttach(token.signingInput, signature, SignatureForm.DER)
    val begun = GwsAuth.m2mVerifyBegin(signed.token)
    if (!curve.verify(public, begun.signingInput, begun.signatureDer)) throw Failure("its signature does not hold")
    return withoutSignature(signedFields(signed))
}

/** What the platform's verifier says; a key that does not fit is its own to refuse. */
private fun verified(token: String, curve: PlatformCurve, point: ByteArray): Boolean {
    val begun = GwsAuth.m2mVerifyBegin(token)
    val key = curve.publicKey(point)
    curve.check(begun.algorithm)
    return curve.verify(key, begun.signingInput, begun.signatureDer)
}

private fun expectedClaims(case: Case): ExpectedClaims = ExpectedClaims(
    certificate = case.optionalInteger("not_before")?.let { notBefore ->
        ExpectedCertificate(certificate(case, "thumbprint", "thumbprint_sha1"), notBefore, case.integer("not_after"))
    },
    sub = case.optionalText("sub"),
    anyOwner = case.optionalFlag("any_owner"),
    iss = case.optionalText("iss"),
    algorithms = case.optionalWords("algorithms"),
    leeway = case.optionalInteger("leeway"),
)

private fun verifyByHost(case: Case): Fields {
    val (token, expected) = token(case) to expectedClaims(case)
    val (curve, point) = PlatformCurve.named(case.text("curve")) to case.bytes("public_key")
    return finish(case, token, expected) { verified(token, curve, point) }
}

private fun finish(case: Case, token: String, expected: ExpectedClaims, valid: () -> Boolean): Fields {
    val now = case.integer("now")
    return claimsFields(GwsAuth.m2mVerifyFinish(token, valid(), expected, now))
}

private fun claimsFields(claims: TokenClaims): Fields = plain(claims) - "algorithm" + ("alg" to claims.algorithm)

/** With the key as a file: SEC1, written here, so that one that no library would make can be tried. */
private fun signOp(case: Case): Fields {
    val (curve, scalar) = PlatformCurve.named(case.text("curve")) to case.bytes("private_key")
    val (claims, now) = claimsToSign(case) to case.integer("now")
    val key = der(0x30, der(2, byteArrayOf(1)) + der(4, scalar) + der(0xA0, curve.objectId))
    // Some programs write files without leading zeros or with one more, so that the library takes them.
    if (scalar.size != curve.width) throw HostRefusal("key_scalar")
    return withoutSignature(signedFields(GwsAuth.m2mSign(key, claims, now)))
}

/** With the key as a file: SPKI, written here likewise. */
private fun verifyOp(case: Case): Fields {
    val (curve, point) = PlatformCurve.named(case.text("curve")) to case.bytes("public_key")
    val ecKey = HexFormat.of().parseHex("06072a8648ce3d0201")
    val key = der(0x30, der(0x30, ecKey + curve.objectId) + der(3, byteArrayOf(0) + point))
    return claimsFields(GwsAuth.m2mVerify(token(case), key, expectedClaims(case), case.integer("now")))
}

/** A DER value of less than 64 KiB. */
private fun der(tag: Int, content: ByteArray): ByteArray {
    val size = content.size
    val length = when {
        size < 128 -> byteArrayOf(size.toByte())
        size < 256 -> byteArrayOf(0x81.toByte(), size.toByte())
        else -> byteArrayOf(0x82.toByte(), (size shr 8).toByte(), size.toByte())
    }
    return byteArrayOf(tag.toByte()) + length + content
}
