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
        authorize("test", clientId, "https://client.example.com/return", entropy, 1_790_000_000)

    @Test
    fun `an error says what and where`() {
        val error = assertThrows(GwsAuthException::class.java) { login("two:parts") }
        assertEquals("client_id_colon", error.code)
        assertEquals(121, error.number)
        assertEquals("caller", error.blame)
        assertEquals(3L, error.at)
        assertEquals("offset", error.position)
        val text = "the client id holds a colon (at byte 3): a colon would end the id inside the Basic header: " +
            "check which value was given"
        assertEquals(text, error.message)
        assertEquals("nz.gwsauth.GwsAuthException: $text", error.toString())
    }

    @Test
    fun `an error without a place has none`() {
        val error = assertThrows(GwsAuthException::class.java) {
            refreshRequest(ClientSettings("prod", "client", SecretString("s")), SecretString("r"))
        }
        assertEquals("environment_unknown", error.code)
        assertNull(error.at)
        assertNull(error.position)
    }

    @Test
    fun `options that are absent are the usual ones`() {
        val url = "https://client.example.com/return"
        assertEquals(login(), authorize("test", "client", url, bytes, 1_790_000_000, wideState = false, pkce = true))
        assertNull(authorize("test", "client", url, bytes, 1_790_000_000, pkce = false).codeChallenge)
    }

    @Test
    fun `what is printed has no secret`() {
        val login = login()
        val client = ClientSettings("test", "client", SecretString("hush-1"))
        val landing = SecretString("https://client.example.com/return?code=the-code&state=${login.state}")
        val exchange = exchangeRequest(login.pending, landing, client, 1_790_000_060)
        val request = (exchange as ExchangeOutcome.Granted).request
        val body = """{"access_token":"hush-2","token_type":"bearer","expires_in":60,"refresh_token":"hush-3"}"""
        val tokens = parseToken(request.kind, 200u, body.toByteArray())
        assertEquals("hush-2", (tokens as TokenOutcome.Granted).tokens.accessToken.expose())
        val basic = request.headers.single { it.name == "Authorization" }.value.expose()
        val secrets = listOf(login.pending.expose(), login.state, "hush-", "the-code", request.body.expose(), basic)
        val token = m2mUnsigned("ES256", CertificateReference(thumbprint = "0".repeat(64)), "iss", 1_790_000_000)
        val signed = m2mAttach(token.signingInput, ByteArray(64) { 1 }, SignatureForm.RAW)
        val printed = listOf(login, client, landing, exchange, request, tokens, signed).map { it.toString() }
        for (text in printed) {
            for (secret in secrets + signed.token.expose()) assertFalse(secret in text, text)
        }
        assertEquals(
            "TokenSet(accessToken=[hidden], expiresIn=60, scope=null, refreshToken=[hidden], expiresAt=null)",
            tokens.tokens.toString(),
        )
    }

    @Test
    fun `a secret equals its like`() {
        assertEquals(SecretString("a"), SecretString("a"))
        assertFalse(SecretString("a") == SecretString("b"))
        assertEquals(SecretString("a").hashCode(), SecretString("a").hashCode())
    }

    @Test
    fun `the version is a version`() {
        assertEquals(3, version().split(".").mapNotNull { it.toIntOrNull() }.size)
    }

    @Test
    fun `calls from many threads do not meet`() {
        val pool = Executors.newFixedThreadPool(16)
        val calls = (1..2_000).map { number ->
            Callable {
                val entropy = ByteBuffer.allocate(64).putInt(number).put(4, bytes, 0, 60).array()
                val login = login(entropy = entropy)
                val state = HexFormat.of().formatHex(entropy, 0, 32)
                login.state == state && state in login.url && state in login.pending.expose()
            }
        }
        val answers = pool.invokeAll(calls).map { it.get() }
        pool.shutdown()
        assertTrue(answers.all { it })
    }
}
