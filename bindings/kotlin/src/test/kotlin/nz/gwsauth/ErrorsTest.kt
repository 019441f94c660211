package nz.gwsauth

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.nio.ByteBuffer
import java.util.HexFormat
import java.util.concurrent.Callable
import java.util.concurrent.Executors

/** Errors, secrets in what is printed, and calls from many threads. */
class ErrorsTest {
    private val bytes = ByteArray(64) { it.toByte() }

    private fun login(clientId: String = "client", entropy: ByteArray = bytes): Login =
        GwsAuth.authorize("test", clientId, "https://client.example.com/return", entropy, 1_790_000_000)

    @Test
    fun `an error says what and where`() {
        val error = assertThrows(GwsAuthException::class.java) { login("two:parts") }
        assertEquals("client_id_colon", error.code)
        assertEquals(121, error.number)
        assertEquals("caller", error.blame)
        assertEquals(3L, error.at)
        assertEquals("offset", error.position)
        val text = "The client id holds a colon. A colon would end the id inside the Basic header: " +
            "check which value was given."
        assertEquals(text, error.message)
        assertEquals("nz.gwsauth.GwsAuthException: $text", error.toString())
    }

    @Test
    fun `an error without a place has none`() {
        val error = assertThrows(GwsAuthException::class.java) {
            GwsAuth.refreshRequest(ClientSettings("prod", "client", "s"), "r")
        }
        assertEquals("environment_unknown", error.code)
        assertNull(error.at)
        assertNull(error.position)
    }

    @Test
    fun `options that are absent are the usual ones`() {
        fun with(options: LoginOptions?) =
            GwsAuth.authorize("test", "client", "https://client.example.com/return", bytes, 1_790_000_000, options)
        assertEquals(login(), with(null))
        assertEquals(login(), with(LoginOptions(wideState = false, pkce = true)))
        assertNull(with(LoginOptions(pkce = false)).codeChallenge)
    }

    @Test
    fun `a number that cannot be is refused by its name`() {
        val error = assertThrows(GwsAuthException::class.java) {
            GwsAuth.noReply(RequestKind.REFRESH, true, PolicyChanges(clockSkew = -1))
        }
        assertEquals("argument_missing", error.code)
        assertTrue(error.message.startsWith("clock_skew: "), error.message)
        val status = assertThrows(GwsAuthException::class.java) { GwsAuth.parseRevocation(-200, ByteArray(0)) }
        assertEquals("status_invalid", status.code)
    }

    @Test
    fun `what is printed has no secret`() {
        val login = login()
        val client = ClientSettings("test", "client", "hush-1")
        val landing = "https://client.example.com/return?code=the-code&state=${login.state}"
        val exchange = GwsAuth.exchangeRequest(login.pending, landing, client, 1_790_000_060)
        val request = (exchange as ExchangeOutcome.Granted).request
        val body = """{"access_token":"hush-2","token_type":"bearer","expires_in":60,"refresh_token":"hush-3"}"""
        val tokens = GwsAuth.parseToken(request.kind, 200, body.toByteArray())
        assertEquals("hush-2", (tokens as TokenReply.Granted).tokens.accessToken)
        val basic = request.headers.single { it.name == "Authorization" }.value
        val secrets = listOf(login.pending, login.state, "hush-", "the-code", request.body, basic)
        val certificate = CertificateReference(thumbprint = "0".repeat(64))
        val claims = ClaimsToSign("ES256", certificate, "iss", startLogon = "jsmith")
        val token = GwsAuth.m2mUnsigned(claims, 1_790_000_000)
        val signed = GwsAuth.m2mAttach(token.signingInput, ByteArray(64) { 1 }, SignatureForm.RAW)
        val begun = GwsAuth.m2mVerifyBegin(signed.token)
        val finished = GwsAuth.m2mVerifyFinish(signed.token, true, ExpectedClaims(anyOwner = true), 1_790_000_000)
        assertEquals("jsmith", finished.startLogon)
        val printed = listOf(login, client, exchange, request, tokens, claims, token, signed, begun, finished)
        for (text in printed.map { it.toString() }) {
            for (secret in secrets + signed.token + token.signingInput + "jsmith") assertFalse(secret in text, text)
        }
        assertEquals(
            "TokenSet(accessToken=[hidden], authorization=[hidden], refreshToken=[hidden], expiresIn=60, scope=null, " +
                "sentAt=null, expiresAt=null, refreshAt=null, warnings=[])",
            tokens.tokens.toString(),
        )
    }

    /** Each record says what it holds, or hides it: a field of core's that is not here would not compile, or is generated. */
    @Test
    fun `records with bytes are equal by them`() {
        val certificate = CertificateReference(der = byteArrayOf(1, 2))
        assertEquals(certificate, CertificateReference(der = byteArrayOf(1, 2)))
        assertEquals(certificate.hashCode(), CertificateReference(der = byteArrayOf(1, 2)).hashCode())
        assertFalse(certificate == CertificateReference(der = byteArrayOf(1, 3)))
        assertEquals("CertificateReference(thumbprint=null, thumbprintSha1=null, der=[2 bytes])", certificate.toString())
    }

    @Test
    fun `tokens say when to renew them`() {
        val body = """{"access_token":"a","token_type":"bearer","expires_in":28800}""".toByteArray()
        val reply = GwsAuth.parseToken(RequestKind.REFRESH, 200, body, sentAt = 1_790_000_000)
        val tokens = (reply as TokenReply.Granted).tokens
        val refreshAt = checkNotNull(tokens.refreshAt)
        assertFalse(tokens.needsRenewal(1_790_000_000) || tokens.needsRenewal(refreshAt - 1))
        assertTrue(tokens.needsRenewal(refreshAt) && tokens.needsRenewal(1_789_999_999))
        assertTrue(tokens.copy(sentAt = null).needsRenewal(1_790_000_000))
        assertEquals("Bearer a", tokens.authorization)
    }

    @Test
    fun `codes are words`() {
        assertEquals(NextStep.WAIT_THEN_INTROSPECT, NextStep.of("wait_then_introspect"))
        assertEquals("inland_revenue", WhoMustAct.INLAND_REVENUE.code)
        assertNull(RequestKind.of("token"))
    }

    @Test
    fun `the version is a version`() {
        assertEquals(3, GwsAuth.version().split(".").mapNotNull { it.toIntOrNull() }.size)
    }

    @Test
    fun `calls from many threads do not meet`() {
        val pool = Executors.newFixedThreadPool(16)
        val calls = (1..2_000).map { number ->
            Callable {
                val entropy = ByteBuffer.allocate(64).putInt(number).put(4, bytes, 0, 60).array()
                val login = login(entropy = entropy)
                val state = HexFormat.of().formatHex(entropy, 0, 32)
                login.state == state && state in login.url && state in login.pending
            }
        }
        val answers = pool.invokeAll(calls).map { it.get() }
        pool.shutdown()
        assertTrue(answers.all { it })
    }
}
